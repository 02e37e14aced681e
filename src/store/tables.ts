import type { Kysely } from 'kysely';
import { once } from '../kit/flow/once.ts';
import { loadFolder } from '../kit/service/load-folder.ts';

/**
 * The rows of each table, by its name: each file in tables/ adds its own. Moments are ISO text, so that they sort and
 * compare alike in SQLite and PostgreSQL; documents are JSON text; what is filtered or sorted by stands in columns of
 * its own, never NULL (an absent value is the empty text).
 */
// biome-ignore lint/suspicious/noEmptyInterface: the files in tables/ add the members.
export interface Tables {}

/** What queries run on: the reading connection, or a transaction. */
export type Queries = Kysely<Tables>;

/** All that is known of a table, beside the types of its columns and its history in migrations/. */
export interface TableDefinition<Column extends string = string> {
  /** The primary key: what rows are told apart and ordered by. */
  readonly key: readonly Column[];
  /** The column that the database counts up with each row. */
  readonly counter?: Column;
  /** The columns that hold JSON: `any` value, or the empty text for none; or an `object`. Checked before an import. */
  readonly json?: { readonly [C in Column]?: 'any' | 'object' };
  /**
   * The column that names the account, engagement, opportunity or task with which a row is deleted when the state of an
   * account is (repositories/account-state.ts). Engagements, opportunities and tasks are named beside a `catalog`.
   */
  readonly deletedWith: { readonly [O in Owner]?: Column };
  /**
   * The place in the order in which tables are locked, for those that transactions begin with: who holds one is waited
   * for before it is kept from any other that it needs to come to its end. The others follow. `never` if it is not locked.
   */
  readonly lockOrder?: number | 'never';
  /** False if the rows follow from other tables, so that they are not exported, imported or moved. */
  readonly holdsState?: false;
  /** True if a move writes it before the others. */
  readonly isMovedFirst?: true;
  /** True if a server writes rows by itself when it starts: a store that has no others is empty, and may be seeded. */
  readonly isWrittenAtStart?: true;
  /** The rows, by one column's values, that belong to the installation: neither exported nor replaced, but moved. */
  readonly installation?: { readonly column: Column; readonly values: readonly string[] };
}

/** Whose rows are deleted with it. */
export type Owner = 'account' | 'engagement' | 'opportunity' | 'task';

/** A table, for what is done with all of them alike. */
export interface Table extends TableDefinition {
  readonly name: keyof Tables;
}

/** Defines a table. The definition is exported from a file in tables/, where `loadTables` finds it. */
export const table = <Name extends keyof Tables>(
  name: Name,
  definition: TableDefinition<keyof Tables[Name] & string>,
): Table => ({ name, ...(definition as TableDefinition) });

const isTable = (exported: unknown): exported is Table =>
  typeof exported === 'object' && exported !== null && 'key' in exported && 'deletedWith' in exported;

/** All tables, in the order in which a move writes them. Their files are loaded by the first call only. */
export const loadTables = once(async (): Promise<readonly Table[]> => {
  const found = await loadFolder(import.meta.url, isTable, 'tables');
  return [...found.values()].sort((one, other) => Number(!one.isMovedFirst) - Number(!other.isMovedFirst));
});

/** The tables that hold the state, in the order in which a move writes them. */
export const loadKeptTables = async (): Promise<readonly Table[]> =>
  (await loadTables()).filter(({ holdsState = true }) => holdsState);

/** The names of the tables that are locked before the whole state is changed, in the order of the locks. */
export const loadLockedTables = async (): Promise<readonly string[]> => {
  const placeOf = ({ lockOrder }: Table): number => Number(lockOrder ?? Number.POSITIVE_INFINITY);
  return (await loadKeptTables())
    .filter(({ lockOrder }) => lockOrder !== 'never')
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .map(({ name }) => name);
};
