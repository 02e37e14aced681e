import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import type { StoreLocation } from '../../src/store/index.ts';

/** Runs queries again and tells how many rows of each table they visited, the most of any table first. */
export interface RowsVisited {
  of(query: CompiledQuery): Promise<number>;
  close(): Promise<void>;
}

/**
 * @param plans how PostgreSQL plans: `by index` if it can, because of a few thousand rows it may be cheapest to read all; or `freely`,
 *   as it does for the server, and then a scan of a whole large table counts as infinitely many rows, wherever a limit ends it.
 */
export const rowsVisited = async (
  location: StoreLocation,
  plans: 'by index' | 'freely' = 'by index',
): Promise<RowsVisited> => {
  if (location === 'memory')
    throw new Error('The rows of a database in memory cannot be counted from outside');
  return 'folder' in location
    ? bySqlite(join(location.folder, 'cosell.sqlite'))
    : byPostgres(location.databaseUrl, plans);
};

/** In place of each table there is a view of it, which counts the rows that pass the index. */
const bySqlite = (file: string): RowsVisited => {
  const database = new DatabaseSync(file);
  const visits = new Map<string, number>();
  database.function('visit', { deterministic: false }, (table) => {
    visits.set(String(table), (visits.get(String(table)) ?? 0) + 1);
    return 1;
  });
  const tables = database
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like '%\\_%' escape '\\' or name in ('engagement_members', 'engagement_invitations', 'engagement_resources', 'dead_letters', 'event_subscriptions', 'resource_snapshots', 'resource_snapshot_jobs')",
    )
    .all();
  for (const { name } of tables) {
    database.exec(`create temp view "${name}" as select * from main."${name}" where visit('${name}')`);
  }
  return {
    of: async ({ sql, parameters }) => {
      visits.clear();
      database.prepare(sql).all(...(parameters as SQLInputValue[]));
      return Math.max(0, ...visits.values());
    },
    close: async () => database.close(),
  };
};

/** Rows of a table that is large. */
const LARGE = 10_000;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

const byPostgres = async (url: string, plans: 'by index' | 'freely'): Promise<RowsVisited> => {
  const client = new pg.Client(url);
  await client.connect();
  const avoided = plans === 'by index' ? ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan'] : [];
  for (const way of avoided) await client.query(`set enable_${way} = off`);
  const tables = await client.query('select relname from pg_class where reltuples > $1', [LARGE]);
  const large = new Set<string>(tables.rows.map(({ relname }) => relname));
  const isScanOfAll = (plan: Plan): boolean =>
    (plan['Node Type'] === 'Seq Scan' && large.has(plan['Relation Name'] ?? '')) ||
    (plan.Plans ?? []).some(isScanOfAll);
  return {
    of: async ({ sql, parameters }) => {
      const { rows } = await client.query(`explain (analyze, format json) ${sql}`, [...parameters]);
      const plan: Plan = rows[0]['QUERY PLAN'][0].Plan;
      if (plans === 'freely' && isScanOfAll(plan)) return Number.POSITIVE_INFINITY;
      return Math.max(0, ...scansOf(plan));
    },
    close: () => client.end(),
  };
};

const scansOf = (plan: Plan): number[] => {
  const each =
    plan['Actual Rows'] +
    (plan['Rows Removed by Filter'] ?? 0) +
    (plan['Rows Removed by Index Recheck'] ?? 0);
  const here = plan['Relation Name'] === undefined ? [] : [each * plan['Actual Loops']];
  return [...here, ...(plan.Plans ?? []).flatMap(scansOf)];
};
