import type { JobKinds } from '../jobs/index.ts';
import type { Clock } from '../kit/flow/clock.ts';
import { createEmbeddedQueue, type EmbeddedQueueOptions } from '../kit/queue/embedded.ts';
import type { Jobs, QueueOptions } from '../kit/queue/jobs.ts';
import type { PgBossDatabase } from '../kit/queue/pg-boss/database.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { Ids } from '../model/identifiers.ts';
import { afterCommit, type Store, type StoreLocation } from '../store/index.ts';
import { createJobTable } from '../store/repositories/jobs.ts';
import type { Queries } from '../store/tables.ts';

/** The options of a queue on a store, of either kind. */
export interface JobsOptions extends EmbeddedQueueOptions<Queries> {
  store: Store;
  queues: readonly string[];
}

export const jobsOptions = (given: {
  store: Store;
  clock: Clock;
  ids: Pick<Ids, 'uuid'>;
  kinds: JobKinds;
  onError: QueueOptions<Queries>['onError'];
}): JobsOptions => ({
  store: given.store,
  clock: given.clock,
  queues: [...given.kinds.keys()],
  keyOf: (queue, payload) => given.kinds.get(queue)?.accountOf?.(payload),
  onError: given.onError,
  table: createJobTable(given.store),
  newId: risingIds(given.ids.uuid()),
  afterCommit,
});

/**
 * Makes ids that sort as they are made. Jobs that begin together are then in the same pages of the index on their ids, where random
 * ones are in a page each, which every commit has to write.
 */
const risingIds = (prefix: string): (() => string) => {
  let count = 0;
  return () => `${prefix}-${String(count++).padStart(12, '0')}`;
};

/** What differs between a server that has its store to itself and servers that share one. */
export interface Backing {
  /** Whether other servers may use the same store. */
  isShared: boolean;
  createJobs(options: JobsOptions): Jobs<Queries> | Promise<Jobs<Queries>>;
  /** Migrates the schema of the queue, if the queue has one of its own. */
  migrateJobs(queues: Iterable<string>): Promise<void>;
}

/** Returns the backing of a store. Loads pg-boss, which takes memory and start time, for PostgreSQL only. */
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

/** Returns where pg-boss stores jobs in the store's database. */
export const pgBossDatabase = (databaseUrl: string, queues: Iterable<string>): PgBossDatabase => ({
  databaseUrl,
  schema: 'cosell_jobs',
  // kit/sql/postgres/index.ts recognizes servers by the first name.
  applicationNames: { node: 'cosell jobs', migration: 'cosell migrate' },
  queues: [...queues],
});
