import type { PoolConfig } from 'pg';
import { type ConstructorOptions, PgBoss, type Queue } from 'pg-boss';

/** Connections beside the pool of requests: to fetch, to write outcomes, for maintenance. One more connection listens. */
const CONNECTIONS = 3;
/** Timeout of a connection attempt. */
const CONNECT_TIMEOUT_MS = 2_000;
/** Timeout of a statement: the database hangs or is unreachable. */
const ANSWER_TIMEOUT_MS = 5_000;
/** A job without a heartbeat for this time is taken from its node. The minimum that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
/** The interval at which one of the nodes looks for jobs of dead nodes. */
const SUPERVISE_SECONDS = 2;
/** The longest back-off between two runs of a failing job. */
export const LONGEST_DELAY_SECONDS = 60;
/** Timeout of a run. */
const LONGEST_RUN_SECONDS = 300;
/** Ten years, so that jobs that could not run when due are kept. */
const RETENTION_SECONDS = 315_360_000;

/** Default number of runs of a failing job before it is given up. */
export const ATTEMPTS = 10;

/** Where the jobs are stored. */
export interface PgBossDatabase {
  databaseUrl: string;
  /** The schema of pg-boss's tables, and the name of the channel on which nodes announce jobs. */
  schema: string;
  /** Names of its connections in `pg_stat_activity`. */
  applicationNames: { node: string; migration: string };
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

/** The settings of a node. pg-boss passes unknown ones on to its pool. */
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

/** Migrates pg-boss's schema and the queues, without a timeout, one node at a time. */
export const prepareDatabase = async (database: PgBossDatabase, attempts = ATTEMPTS): Promise<void> => {
  const boss = new PgBoss({
    ...commonSettings(database),
    application_name: database.applicationNames.migration,
    max: 1,
    supervise: false,
  });
  // Errors are thrown as well; an error event without a listener would end the process.
  boss.on('error', () => {});
  try {
    await boss.start();
    const wanted = database.queues.flatMap((queue) => settingsOf(queue, attempts));
    const there = await boss.getQueues(wanted.map(({ name }) => name));
    for (const settings of wanted) await prepareQueue(boss, settings, there);
  } finally {
    await boss.stop({ graceful: false });
  }
};

/** The settings of a queue's dead letter queue, which has to be there first, and of the queue. */
const settingsOf = (queue: string, attempts: number): Queue[] => {
  const settings = {
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: LONGEST_DELAY_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: LONGEST_RUN_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
    // Never: the node that ran a job deletes it, and retention deletes dead letters (`deleteGivenUp`).
    deleteAfterSeconds: 0,
  };
  return [
    // `giveUp` has no last attempt: this many retries take years.
    { name: deadLetters(queue), ...settings, retryLimit: 10_000_000 },
    { name: queue, ...settings, retryLimit: attempts - 1, deadLetter: deadLetters(queue) },
  ];
};

/** Creates or updates a queue, unless it is as wanted: usually another node has made it so, and each change locks it. */
const prepareQueue = async (boss: PgBoss, wanted: Queue, there: readonly Queue[]): Promise<void> => {
  const { name, ...settings } = wanted;
  const found = there.find((queue) => queue.name === name);
  const isAsWanted = Object.entries(wanted).every(([key, value]) => found?.[key as keyof Queue] === value);
  if (isAsWanted) return;
  if (!found) await boss.createQueue(name, settings);
  await boss.updateQueue(name, settings);
};
