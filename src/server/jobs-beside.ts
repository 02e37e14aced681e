import { createEmbeddedJobs, type EmbeddedJobsOptions } from '../jobs/embedded.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { StoreLocation } from '../store/index.ts';

/** The queue that goes with a store; pg-boss is loaded for PostgreSQL only, as it takes memory and time to start. */
export const jobsBeside = (
  location: StoreLocation,
): ((options: EmbeddedJobsOptions) => Jobs | Promise<Jobs>) => {
  if (location === 'memory' || !('databaseUrl' in location)) return createEmbeddedJobs;
  return async (options) => {
    const { createPgBossJobs } = await import('../jobs/pg-boss.ts');
    return createPgBossJobs({ ...options, databaseUrl: location.databaseUrl });
  };
};
