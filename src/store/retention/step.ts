import { sql } from 'kysely';
import type { Catalog, Timestamp } from '../../model/contract.ts';
import { deleteWith } from '../repositories/account-state.ts';
import { anyTable, type Row } from '../rows.ts';
import type { Expiry, Queries, Table } from '../tables.ts';
import { noteGoneEvents } from './marks.ts';

/** The most rows that a step looks at. With it a step holds SQLite's writer, and the event loop, for some milliseconds. */
const ROWS_PER_STEP = 100;

/** A table whose rows are deleted after a time. */
export interface ExpiringTable extends Table {
  readonly retention: Expiry;
}

/** What a step has to do. */
export interface Step {
  /** The time before which rows are over. */
  before: Timestamp;
  /** The number up to which they are over, if the table is aged by its counter. */
  upTo?: number | undefined;
  /** Where to begin: after the values of `by` of a row. Default at the beginning. */
  after?: readonly (string | number)[] | undefined;
}

export interface StepOutcome {
  deleted: number;
  /** Whether others have rows locked that are over: they may be about to delete them, or fail to. */
  isShared?: boolean;
  /** Where the next step begins; undefined if nothing is left to look at. */
  next?: Step['after'];
}

/**
 * Deletes the oldest rows that are over, and what belongs to them, in the transaction `tx`. On PostgreSQL it locks them and
 * leaves out those that others have locked, so any number of servers may do it at once. Costs up to six statements.
 */
export const deleteSome = async (tx: Queries, table: ExpiringTable, step: Step): Promise<StepOutcome> => {
  const { retention } = table;
  const rows = await findOver(tx, table, step);
  const last = rows.at(-1);
  if (!last) return { deleted: 0, isShared: (await countOver(tx, table, step)) > 0 };
  const held = (await retention.findHeld?.(tx, rows, step.before)) ?? new Set();
  const over = rows.filter((row) => !held.has(row));
  if (over.length > 0) {
    await deleteRows(tx, table, over);
    if (retention.owner) await deleteWith(tx, retention.owner, over.map(ownerKey));
    if (table.name === 'events') await noteGone(tx, over, step.before);
  }
  if (rows.length < ROWS_PER_STEP)
    return { deleted: over.length, isShared: (await countOver(tx, table, step)) > held.size };
  // Held rows at the beginning are looked at again with the next ones; a step of none but held ones is passed over.
  const isStuck = over.length === 0;
  const next = isStuck ? retention.by.map((column) => last[column] ?? '') : step.after;
  return { deleted: over.length, next: next ?? beginning(table) };
};

/** Before all rows. */
const beginning = ({ retention, counter }: ExpiringTable): (string | number)[] =>
  retention.by.map((column) => (column === counter ? 0 : ''));

const findOver = (tx: Queries, table: ExpiringTable, step: Step): Promise<Row[]> => {
  const { key, retention } = table;
  return selectOver(tx, table, step)
    .select([...new Set([...key, ...retention.by, ...(retention.reads ?? [])])])
    .forUpdate()
    .skipLocked()
    .execute();
};

/** Counts the rows that are over, those that others have locked too. */
const countOver = async (tx: Queries, table: ExpiringTable, step: Step): Promise<number> =>
  (await selectOver(tx, table, step).select(table.retention.by).execute()).length;

const selectOver = (tx: Queries, table: ExpiringTable, step: Step) => {
  const { name, retention } = table;
  const [since] = retention.by;
  const isOver = step.upTo === undefined ? sql`< ${step.before}` : sql`<= ${step.upTo}`;
  const after = step.after ?? beginning(table);
  const order = sql.join(retention.by.map((column) => sql.ref(column)));
  return (
    anyTable(tx)
      .selectFrom(name)
      .where(sql<boolean>`(${order}) > (${sql.join(after)})`)
      .where(sql<boolean>`${sql.ref(since)} ${isOver}`)
      // A partial index says so, and the planner must be told.
      .$if(step.upTo === undefined, (query) => query.where(since, '!=', ''))
      .orderBy(order)
      .limit(ROWS_PER_STEP)
  );
};

const deleteRows = async (tx: Queries, { name, key }: ExpiringTable, rows: readonly Row[]): Promise<void> => {
  const [only, ...more] = key;
  const all = anyTable(tx).deleteFrom(name);
  if (only !== undefined && more.length === 0) {
    await all
      .where(
        only,
        'in',
        rows.map((row) => row[only] ?? ''),
      )
      .execute();
    return;
  }
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const keys = sql.join(rows.map((row) => sql`(${sql.join(key.map((column) => row[column]))})`));
  await all.where(sql<boolean>`(${columns}) in (values ${keys})`).execute();
};

const ownerKey = ({ catalog, id }: Row) => ({ catalog: catalog as Catalog, id: String(id) });

const noteGone = (tx: Queries, rows: readonly Row[], recordedBefore: Timestamp): Promise<void> =>
  noteGoneEvents(tx, { through: Math.max(...rows.map(({ sequence }) => Number(sequence))), recordedBefore });
