import { setTimeout as sleep } from 'node:timers/promises';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { runAcceptTask } from '../test/support/data.ts';
import { referBy } from '../test/support/operator.ts';
import { type Databases, withClient } from './divide.ts';

const SLOW_COMMIT_SECONDS = 2;
const PATIENCE_MS = 60_000;

/** What a task left behind. */
export interface Left {
  status: string | undefined;
  /** How many rows there are of the tables that it writes to. */
  rows: Readonly<Record<string, number>>;
}

/** Tables of both families, of which a task that accepts a referral writes rows. */
const WRITTEN = [
  ...['opportunities', 'tasks', 'client_tokens', 'resource_snapshot_jobs', 'events'],
  ...['engagement_members', 'engagement_resources', 'resource_snapshots'],
];

/**
 * Accepts a referral twice: the second time its connection to the front database is ended after the other database has committed, and
 * before the front one does. There is no two-phase commit in postgres_fdw. Returns what each task left.
 */
export const tearCommit = async (
  databases: Databases,
  server: { endpoint: string },
  account: string,
): Promise<{ whole: Left; torn: Left }> => {
  const credentials = { accessKeyId: account, secretAccessKey: 'secret' };
  const client = new PartnerCentralSelling({ ...server, region: 'us-east-1', credentials });
  try {
    const whole = await leftBy(databases.front, client, await referHere(databases, server, account));
    const invitation = await referHere(databases, server, account);
    await slowCommits(databases.other, account);
    const [torn] = await Promise.all([
      leftBy(databases.front, client, invitation),
      endBetweenCommits(databases),
    ]);
    return { whole, torn };
  } finally {
    client.destroy();
  }
};

/** Refers until the engagement lies in the front database, so that the task writes to both. */
const referHere = async (
  { front }: Databases,
  server: { endpoint: string },
  account: string,
): Promise<string> => {
  for (;;) {
    const { engagementId, invitationId } = await referBy(server, { account });
    const { rows } = await withClient(front, (client) =>
      client.query('select 1 from engagements_0 where id = $1', [engagementId]),
    );
    if (rows.length > 0) return invitationId;
  }
};

const leftBy = async (front: string, client: PartnerCentralSelling, Identifier: string): Promise<Left> => {
  const before = await countRows(front);
  const { TaskStatus } = await runAcceptTask(client, Identifier);
  const after = await countRows(front);
  const rows = WRITTEN.map((table): [string, number] => [table, (after[table] ?? 0) - (before[table] ?? 0)]);
  return { status: TaskStatus, rows: Object.fromEntries(rows) };
};

const countRows = (database: string): Promise<Record<string, number>> =>
  withClient(database, async (client) => {
    const counts: Record<string, number> = {};
    for (const table of WRITTEN) {
      const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${table}`);
      counts[table] = Number(rows[0]?.count);
    }
    return counts;
  });

/** Makes the commit of an account's next opportunity take some seconds in the other database. */
const slowCommits = (other: string, account: string): Promise<void> =>
  withClient(other, async (client) => {
    await client.query(
      `create function slow_commit() returns trigger language plpgsql as
         $$ begin perform pg_catalog.pg_sleep(${SLOW_COMMIT_SECONDS}); return null; end $$`,
    );
    await client.query(
      `create constraint trigger slow_commit after insert on opportunities deferrable initially deferred
         for each row when (new.account_id = '${account}') execute function slow_commit()`,
    );
  });

/**
 * Ends the connection that waits for the other database's slow commit, as a crash of its server would. Which one that is, the other
 * database says: postgres_fdw's sessions there are named after the process that they work for (`divide`). Other commits wait for it too.
 */
const endBetweenCommits = async ({ front, other }: Databases): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  let waiting: number | undefined;
  while (waiting === undefined) {
    if (performance.now() > end)
      throw new Error('No transaction waits for the commit of the other database.');
    await sleep(10);
    waiting = await withClient(other, async (client) => {
      const { rows } = await client.query<{ pid: number }>(
        `select application_name::int as pid from pg_stat_activity
           where datname = current_database() and query ilike 'commit%' and wait_event = 'PgSleep'`,
      );
      return rows[0]?.pid;
    });
  }
  await withClient(front, (client) => client.query('select pg_terminate_backend($1)', [waiting]));
  // Waits for the slow commit, whose lock it needs.
  await withClient(other, (client) => client.query('drop trigger slow_commit on opportunities'));
};
