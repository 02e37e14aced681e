import type { Clock } from '../kit/flow/clock.ts';
import { createEmbeddedQueue, type EmbeddedQueueOptions } from '../kit/queue/embedded.ts';
import type { Jobs, QueueOptions } from '../kit/queue/jobs.ts';
import type { PgBossDatabase } from '../kit/queue/pg-boss/database.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { Ids } from '../model/identifiers.ts';
import { afterCommit, type Store, type StoreLocation } from '../store/index.ts';
import { createJobTable } from '../store/repositories/jobs.ts';
import type { Queries } from '../store/tables.ts';

/** What a queue on a store is made with, whichever kind it is. */
export interface JobsOptions extends EmbeddedQueueOptions<Queries> {
  store: Store;
  queues: readonly string[];
}

/** @param queues the names of all queues: those of the kinds of jobs. */
export const jobsOptions = (given: {
  store: Store;
  clock: Clock;
  ids: Pick<Ids, 'uuid'>;
  queues: Iterable<string>;
  onError: QueueOptions<Queries>['onError'];
}): JobsOptions => ({
  store: given.store,
  clock: given.clock,
  queues: [...given.queues],
  onError: given.onError,
  table: createJobTable(given.store),
  newId: given.ids.uuid,
  afterCommit,
});

/** What a server does in one way if it has its store to itself, and in another if servers share it. */
export interface Backing {
  /** Whether other servers may use the same store. */
  isShared: boolean;
  createJobs(options: JobsOptions): Jobs<Queries> | Promise<Jobs<Queries>>;
  /** Brings the schema of the queue up to date, if it is not the store's. */
  migrateJobs(queues: Iterable<string>): Promise<void>;
}

/** The backing of a store: pg-boss, which takes memory and time to start, is loaded for PostgreSQL only. */
export const backingOf = (location: StoreLocation): Backing =>
  byDatabase<Backing>(location, {
    sqlite: () => ({ isShared: false, createJobs: createEmbeddedQueue, migrateJobs: async () => {} }),
    postgres: ({ databaseUrl }) => ({
      isShared: true,
      createJobs: async (options) => {
        const { createPgBossQueue } = await import('../kit/queue/pg-boss/index.ts');
        return createPgBossQueue({ ...options, ...pgBossDatabase(databaseUrl, options.queues) });
      },
      migrateJobs: async (queues) => {
        const { prepareDatabase } = await import('../kit/queue/pg-boss/database.ts');
        await prepareDatabase(pgBossDatabase(databaseUrl, queues));
      },
    }),
  });

/** Where pg-boss keeps jobs, in the database of the store. */
export const pgBossDatabase = (databaseUrl: string, queues: Iterable<string>): PgBossDatabase => ({
  databaseUrl,
  schema: 'cosell_jobs',
  // By the first, kit/sql/postgres/index.ts knows a server.
  applicationNames: { node: 'cosell jobs', migration: 'cosell migrate' },
  queues: [...queues],
});
