import type { PoolConfig } from 'pg';
import { type ConstructorOptions, PgBoss } from 'pg-boss';

/** Connections of its own, beside the pool of requests: to fetch, to write outcomes, for upkeep. One more listens. */
const CONNECTIONS = 3;
/** After this time an attempt to connect to the database fails. */
const CONNECT_TIMEOUT_MS = 2_000;
/** After this time a statement counts as lost: the database hangs, or is cut off. */
const ANSWER_TIMEOUT_MS = 5_000;
/** Without a heartbeat for this time, a job is taken from its node. The least that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
/** How often any one node looks for jobs of dead nodes. */
const SUPERVISE_SECONDS = 2;
/** A run that takes longer counts as failed. */
const LONGEST_RUN_SECONDS = 300;
/** Jobs that could not be run, for whatever reason, are kept beyond their time: ten years. */
const RETENTION_SECONDS = 315_360_000;

/** How often a failing job is run before it is given up, unless something else is said. */
export const ATTEMPTS = 10;

/** Where the jobs are. */
export interface PgBossDatabase {
  databaseUrl: string;
  /** The schema of pg-boss's tables, and the name of the channel on which nodes tell each other of work. */
  schema: string;
  /** How its connections are named, for whoever looks at the database's activity. */
  applicationNames: { node: string; migration: string };
  /** The names of all queues. */
  queues: readonly string[];
}

/** The name of a queue's dead letter queue. */
export const deadLetters = (queue: string): string => `${queue}.dead`;

const commonSettings = ({ databaseUrl, schema }: PgBossDatabase): ConstructorOptions => ({
  connectionString: databaseUrl,
  schema,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  schedule: false,
  registerInstance: false,
});

/** The settings of a node. pg-boss passes on to its pool those that it does not know. */
export const settingsFor = (
  database: PgBossDatabase,
): ConstructorOptions & Pick<PoolConfig, 'query_timeout' | 'keepAlive'> => ({
  ...commonSettings(database),
  application_name: database.applicationNames.node,
  max: CONNECTIONS,
  keepAlive: true,
  query_timeout: ANSWER_TIMEOUT_MS,
  migrate: false,
  superviseIntervalSeconds: SUPERVISE_SECONDS,
  monitorIntervalSeconds: SUPERVISE_SECONDS,
});

/** Brings pg-boss's schema and the queues up to date, however long that takes; one node at a time. */
export const prepareDatabase = async (database: PgBossDatabase, attempts = ATTEMPTS): Promise<void> => {
  const boss = new PgBoss({
    ...commonSettings(database),
    application_name: database.applicationNames.migration,
    max: 1,
    supervise: false,
  });
  // What goes wrong is thrown too; without a listener an error event would end the process.
  boss.on('error', () => {});
  try {
    await boss.start();
    for (const queue of database.queues) await createQueues(boss, queue, attempts);
  } finally {
    await boss.stop({ graceful: false });
  }
};

/** A queue and its dead letter queue, as this version wants them. */
const createQueues = async (boss: PgBoss, queue: string, attempts: number): Promise<void> => {
  const settings = {
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: LONGEST_RUN_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
    // Never: the node that ran a job deletes it, and dead letters are for the operator to delete.
    deleteAfterSeconds: 0,
  };
  // Giving up has no last attempt: its retries end after years.
  const kept = { ...settings, retryLimit: 10_000_000 };
  const used = { ...settings, retryLimit: attempts - 1, deadLetter: deadLetters(queue) };
  await boss.createQueue(deadLetters(queue), kept);
  await boss.updateQueue(deadLetters(queue), kept);
  await boss.createQueue(queue, used);
  await boss.updateQueue(queue, used);
};
