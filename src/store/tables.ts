import type { Kysely } from 'kysely';
import { once } from '../kit/flow/once.ts';
import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import type { Format, Shape } from './formats.ts';

/**
 * The row type of each table, by table name; each file in tables/ adds its own. Timestamps are ISO text, so that they
 * sort alike in SQLite and PostgreSQL. Documents are JSON text. Values to filter or sort by have their own columns,
 * which are never NULL (an absent value is the empty text).
 */
// biome-ignore lint/suspicious/noEmptyInterface: the files in tables/ add the members.
export interface Tables {}

/** A column value. */
export type Value = string | number | null;

/** A row of any table. */
export type Row = Record<string, Value>;

/** Runs queries: the reading connection or a transaction. */
export type Queries = Kysely<Tables>;

/** The definition of a table, except for its column types and its history in migrations/. */
export interface TableDefinition<Column extends string = string> {
  /** The primary key, which also orders the rows. */
  readonly key: readonly Column[];
  /** The auto-increment column. */
  readonly counter?: Column;
  /** The formats of columns, which a state is checked against before it is imported. */
  readonly formats?: { readonly [C in Column]?: Format };
  /** The JSON columns and their shapes, also checked before an import. An empty text stands for none. */
  readonly json?: { readonly [C in Column]?: Shape };
  /**
   * The column that names the account, engagement, opportunity or task with which a row is deleted
   * (repositories/account-state.ts). Except for accounts, the table has a `catalog` column too.
   */
  readonly deletedWith: { readonly [O in Owner]?: Column };
  /**
   * The table's rank in the lock order, for tables that transactions lock first. This avoids deadlocks: the lock waits
   * for a running transaction before it blocks other tables that the transaction needs. Tables without a rank follow.
   * `never` if the table is not locked.
   */
  readonly lockOrder?: number | 'never';
  /** False if the rows derive from other tables, so that they are not exported, imported or moved. */
  readonly holdsState?: false;
  /** True if a move writes this table before the others. */
  readonly isMovedFirst?: true;
  /** True if a server writes rows at start: a store with rows in such tables only is empty and may be seeded. */
  readonly isWrittenAtStart?: true;
  /**
   * What belongs to the installation, that is moved, but not exported or replaced, and stays when an account is reset: the
   * whole table, or rows by the values of one column.
   */
  readonly installation?: 'table' | { readonly column: Column; readonly values: readonly string[] };
  /**
   * How long rows are kept: for a time after they are of use, or as long as what a clause says. Every table says it, so that
   * none grows without end by oversight (store/retention/).
   */
  readonly retention: Expiry<Column> | { readonly kept: string };
}

/** Rows that are deleted when they have been of no use for a time, which is an option of the server. */
export interface Expiry<Column extends string = string> {
  /** The name of the option. */
  readonly option: string;
  readonly defaultDays: number;
  /** Which rows, and since when the time counts. */
  readonly counts: string;
  /**
   * The columns of an index whose first one says since when: a time, or the empty text if it has not begun; or the table's
   * counter, whose numbers are dated by marks (retention/marks.ts).
   */
  readonly by: readonly [Column, ...Column[]];
  /** What `findHeld` reads of the rows, beside their keys and `by`. */
  readonly reads?: readonly Column[];
  /** Returns those of the rows that must stay although their time is over. `before`: a later time is not over. Default none. */
  readonly findHeld?: (tx: Queries, rows: readonly Row[], before: string) => Promise<ReadonlySet<Row>>;
  /** The option whose rows refer to these: they go first. */
  readonly follows?: string;
  /** What its rows are, if rows of other tables are deleted with them. */
  readonly owner?: Owner;
}

/** An entity with which rows of other tables are deleted. */
export type Owner = 'account' | 'engagement' | 'opportunity' | 'task';

/** A table definition without column types, for code that handles all tables. */
export interface Table extends TableDefinition {
  readonly name: keyof Tables;
}

/** Defines a table. Export the definition from a file in tables/, where `loadTables` finds it. */
export const table = <Name extends keyof Tables>(
  name: Name,
  definition: TableDefinition<keyof Tables[Name] & string>,
): Table => ({ name, ...(definition as TableDefinition) });

const isTable = (exported: unknown): exported is Table =>
  typeof exported === 'object' && exported !== null && 'key' in exported && 'deletedWith' in exported;

/** Returns all tables in the order in which a move writes them. Loads their files on the first call only. */
export const loadTables = once(async (): Promise<readonly Table[]> => {
  const found = await loadFolder(modulesBelow(import.meta.url, 'tables'), isTable);
  return [...found.values()].sort((one, other) => Number(!one.isMovedFirst) - Number(!other.isMovedFirst));
});

/** Returns the tables that hold state, in the order in which a move writes them. */
export const loadKeptTables = async (): Promise<readonly Table[]> =>
  (await loadTables()).filter(({ holdsState = true }) => holdsState);

/** Returns the tables that an export contains and an import replaces. */
export const loadStateTables = async (): Promise<readonly Table[]> =>
  (await loadKeptTables()).filter(({ installation }) => installation !== 'table');

/** Returns the names of the tables to lock before the whole state changes, in lock order. */
export const loadLockedTables = async (): Promise<readonly string[]> => {
  const placeOf = ({ lockOrder }: Table): number => Number(lockOrder ?? Number.POSITIVE_INFINITY);
  return (await loadKeptTables())
    .filter(({ lockOrder }) => lockOrder !== 'never')
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .map(({ name }) => name);
};
