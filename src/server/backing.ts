import { createEmbeddedJobs, type EmbeddedJobsOptions } from '../jobs/embedded.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { StoreLocation } from '../store/index.ts';

/** What a server does in one way if it has its store to itself, and in another if servers share it. */
export interface Backing {
  /** Whether other servers may use the same store. */
  isShared: boolean;
  createJobs(options: EmbeddedJobsOptions): Jobs | Promise<Jobs>;
  /** Brings the schema of the queue up to date, if it is not the store's. */
  migrateJobs(): Promise<void>;
}

/** The backing of a store: pg-boss, which takes memory and time to start, is loaded for PostgreSQL only. */
export const backingOf = (location: StoreLocation): Backing =>
  byDatabase<Backing>(location, {
    sqlite: () => ({ isShared: false, createJobs: createEmbeddedJobs, migrateJobs: async () => {} }),
    postgres: ({ databaseUrl }) => ({
      isShared: true,
      createJobs: async (options) => {
        const { createPgBossJobs } = await import('../jobs/pg-boss.ts');
        return createPgBossJobs({ ...options, databaseUrl });
      },
      migrateJobs: async () => {
        const { ATTEMPTS, prepareDatabase } = await import('../jobs/pg-boss-database.ts');
        await prepareDatabase(databaseUrl, ATTEMPTS);
      },
    }),
  });
