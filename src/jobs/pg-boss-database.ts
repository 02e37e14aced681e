import type { PoolConfig } from 'pg';
import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { Queue } from './jobs.ts';

/** The schema of pg-boss's tables, beside ours. */
export const SCHEMA = 'cosell_jobs';
export const QUEUES: readonly Queue[] = ['run-task', 'expire-invitation', 'review-opportunity'];
/** Connections of its own, beside the store's: for fetching, writing down, and pg-boss's upkeep. One more listens. */
const CONNECTIONS = 3;
/** Milliseconds until a connection to the database is given up. */
const CONNECT_TIMEOUT = 2_000;
/** Milliseconds after which a statement counts as lost: the database hangs, or is cut off. */
const ANSWER_TIMEOUT = 5_000;
/** Without a sign of life for so long, a job is taken from its node. The least that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
/** How often any one node looks for jobs of dead nodes. */
const SUPERVISE_SECONDS = 2;
/** A run that takes longer counts as failed. */
const LONGEST_RUN_SECONDS = 300;
/** Jobs that could not be run, for whatever reason, are kept beyond their time: ten years. */
const RETENTION_SECONDS = 315_360_000;

/** How often a failing job is run before it is given up. */
export const ATTEMPTS = 10;

/** The name of a queue's dead letter queue. */
export const deadLetters = (queue: Queue): string => `${queue}.dead`;

const commonSettings = (databaseUrl: string): ConstructorOptions => ({
  connectionString: databaseUrl,
  schema: SCHEMA,
  connectionTimeoutMillis: CONNECT_TIMEOUT,
  schedule: false,
  registerInstance: false,
});

/** The settings of a node. What pg-boss does not know of these settings it passes on to its pool. */
export const settingsFor = (
  databaseUrl: string,
): ConstructorOptions & Pick<PoolConfig, 'query_timeout' | 'keepAlive'> => ({
  ...commonSettings(databaseUrl),
  application_name: 'cosell jobs',
  max: CONNECTIONS,
  keepAlive: true,
  query_timeout: ANSWER_TIMEOUT,
  migrate: false,
  superviseIntervalSeconds: SUPERVISE_SECONDS,
  monitorIntervalSeconds: SUPERVISE_SECONDS,
});

/** Brings pg-boss's schema and our queues up to date, however long that takes; one node at a time. */
export const prepareDatabase = async (databaseUrl: string, attempts: number): Promise<void> => {
  const boss = new PgBoss({
    ...commonSettings(databaseUrl),
    application_name: 'cosell migrate',
    max: 1,
    supervise: false,
  });
  // What goes wrong is thrown too; without a listener an error event would end the process.
  boss.on('error', () => {});
  try {
    await boss.start();
    for (const queue of QUEUES) await createQueues(boss, queue, attempts);
  } finally {
    await boss.stop({ graceful: false });
  }
};

/** A queue and its dead letter queue, as this version wants them. */
const createQueues = async (boss: PgBoss, queue: Queue, attempts: number): Promise<void> => {
  const settings = {
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: LONGEST_RUN_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
    // Never: what is done is deleted by whoever did it, and dead letters are for the operator to delete.
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
