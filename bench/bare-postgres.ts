import pg from 'pg';
import type { Change, Transaction } from './recording.ts';
import { type IdChanger, idChanger, statementOf } from './replay.ts';

/** The size of a node's connection pool. */
const POOL = 10;
/** The same concurrency as in cosell's measurement. */
const TASKS_AT_ONCE = 64;
const READERS = 32;

interface Statement {
  text: string;
  values: unknown[];
}

/**
 * Writes what `count` tasks write, using only `pg`: the same tables, indexes and triggers as cosell, the same rows with
 * ids of their own, in as many transactions on as many connections. Rows that one transaction adds to one table are one
 * statement. It reads and decides nothing, and generates no ids or JSON during the measurement. Returns tasks per
 * second.
 */
export const writeBare = async (
  databaseUrl: string,
  count: number,
  referral: Transaction[],
  task: Transaction[],
): Promise<number> => {
  const tasks = Array.from({ length: count }, () => {
    const withOwnIds = idChanger();
    const ready = (transactions: Transaction[]) =>
      transactions.map((changes) => statementsOf(changes, withOwnIds));
    return { referral: ready(referral), task: ready(task) };
  });
  return withPool(databaseUrl, async (pool) => {
    const run = async (transactions: Statement[][]): Promise<void> => {
      for (const statements of transactions) await transact(pool, statements);
    };
    await side(TASKS_AT_ONCE, tasks, ({ referral }) => run(referral));
    const start = performance.now();
    await side(TASKS_AT_ONCE, tasks, ({ task }) => run(task));
    return (1000 * count) / (performance.now() - start);
  });
};

/** Reads the rows of one invitation for some seconds, as GetEngagementInvitation does. Returns reads per second. */
export const readBare = (databaseUrl: string, seconds: number, invitation: string): Promise<number> =>
  withPool(databaseUrl, async (pool) => {
    const start = performance.now();
    const end = start + 1000 * seconds;
    let reads = 0;
    const readers = Array.from({ length: READERS }, async () => {
      while (performance.now() < end) {
        const { rows } = await pool.query(INVITATION, ['Sandbox', invitation]);
        await pool.query(MEMBERS, ['Sandbox', rows[0].engagement_id]);
        reads += 1;
      }
    });
    await Promise.all(readers);
    return (1000 * reads) / (performance.now() - start);
  });

const INVITATION = `
  select invitation.*, engagement.title, engagement.description, sender.company_name
  from engagement_invitations as invitation
  join engagements as engagement on engagement.catalog = invitation.catalog and engagement.id = invitation.engagement_id
  left join accounts as sender on sender.account_id = invitation.sender_account_id
  where invitation.catalog = $1 and invitation.id = $2`;
const MEMBERS = `
  select member.account_id, member.joined_at, account.company_name, account.website_url
  from engagement_members as member left join accounts as account on account.account_id = member.account_id
  where member.catalog = $1 and member.engagement_id = $2 order by member.joined_at, member.account_id`;

const withPool = async <T>(connectionString: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({ connectionString, max: POOL });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};

const transact = async (pool: pg.Pool, statements: Statement[]): Promise<void> => {
  const client = await pool.connect();
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  await client.query('commit');
  client.release();
};

/** Processes all items with `width` concurrent workers. */
const side = async <T>(width: number, all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: width }, worker));
};

const statementsOf = (changes: Transaction, withOwnIds: IdChanger): Statement[] => {
  const statements: Statement[] = [];
  const inserts = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.kind === 'insert') inserts.set(change.table, [...(inserts.get(change.table) ?? []), change]);
    else {
      const { sql, parameters } = statementOf(change);
      statements.push({ text: numbered(sql), values: parameters.map(withOwnIds) });
    }
  }
  for (const rows of inserts.values()) {
    const all = rows.map(statementOf);
    const [, row = ''] = / values (.*)$/.exec(all[0]?.sql ?? '') ?? [];
    const sql = `${all[0]?.sql}${`, ${row}`.repeat(all.length - 1)}`;
    statements.push({
      text: numbered(sql),
      values: all.flatMap(({ parameters }) => parameters.map(withOwnIds)),
    });
  }
  return statements;
};

const numbered = (sql: string): string => {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
};
