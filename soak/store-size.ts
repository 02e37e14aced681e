import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from '../src/kit/sql/sqlite/open-database.ts';
import { program } from '../src/store/database.ts';
import { loadTables } from '../src/store/tables.ts';
import { administer } from '../test/support/postgres-administration.ts';

/** A store that a server has open. */
export type SoakedStore = { readonly folder: string } | { readonly databaseUrl: string };

export interface StoreSize {
  /** The number of rows of each table. */
  rows: Readonly<Record<string, number>>;
  bytes: number;
  /** Invitations that nobody answered, and whose time is over by more than a day: their timer is lost. */
  overdue: number;
}

/** Measures a store beside its server. Counts every row. */
export const sizeOf = async (store: SoakedStore, serverNow: string): Promise<StoreSize> => {
  const yesterday = new Date(Date.parse(serverNow) - 86_400_000).toISOString();
  const overdue = `select count(*) as count from engagement_invitations where status = 'PENDING' and expiration_date < '${yesterday}'`;
  const names = (await loadTables()).map(({ name }) => name);
  if ('databaseUrl' in store) {
    const ask = async (statement: string, column: string): Promise<number> =>
      Number((await administer(store.databaseUrl, statement))[0]?.[column]);
    const rows: Record<string, number> = {};
    for (const name of names) rows[name] = await ask(`select count(*) as count from ${name}`, 'count');
    rows.jobs = await ask('select count(*) as count from cosell_jobs.job', 'count');
    const bytes = await ask('select pg_database_size(current_database()) as bytes', 'bytes');
    return { rows, bytes, overdue: await ask(overdue, 'count') };
  }
  const file = databaseFile(store.folder, program.name);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    const count = (statement: string): number => Number(database.prepare(statement).get()?.count);
    const rows = Object.fromEntries(
      names.map((name) => [name, count(`select count(*) as count from "${name}"`)]),
    );
    return { rows, bytes: statSync(file).size, overdue: count(overdue) };
  } finally {
    database.close();
  }
};
