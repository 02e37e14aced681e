import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { openWriter } from '../src/kit/sql/sqlite/open-database.ts';
import type { Change, Transaction } from './recording.ts';
import { type IdChanger, idChanger, statementOf } from './replay.ts';

/** A prepared statement and its parameters. */
interface Write {
  statement: StatementSync;
  parameters: SQLInputValue[];
}

/** How many of cosell's transactions share a commit under this load: measured, because `Store` does not count them. */
const BATCH = 80;
/** The same number of concurrent tasks as in cosell's measurement. */
const CONCURRENCY = 64;

/**
 * Writes what `count` tasks write, using only node:sqlite: the same tables, indexes and settings as cosell (`folder` has a database
 * made by its migrations), the same rows with ids of their own, in as many transactions. A transaction is a savepoint; `BATCH` of
 * them share one COMMIT with synchronous FULL, which also moves the log into the database when it is due, as SQLite does by default.
 * It reads and decides nothing; ids, JSON and statements are prepared before the measurement. A row that cosell changes in several
 * statements of a transaction is changed in one. As in cosell, the rows of finished jobs are deleted in one transaction for all
 * concurrent tasks. Returns tasks per second.
 */
export const runBare = (
  folder: string,
  count: number,
  referral: Transaction[],
  task: Transaction[],
): number => {
  const database = openWriter(folder, 'cosell');
  const prepare = preparer(database);
  const tasks = Array.from({ length: count }, () => {
    const withOwnIds = idChanger();
    const ready = (transactions: Transaction[]) =>
      transactions.map((changes) => changes.map((change) => prepare(change, withOwnIds)));
    return { referral: ready(referral), task: ready(task) };
  });
  database.exec('BEGIN');
  for (const { referral } of tasks) for (const write of referral.flat()) run(write);
  database.exec('COMMIT');

  const start = performance.now();
  for (let first = 0; first < count; first += CONCURRENCY) {
    const wave = tasks.slice(first, first + CONCURRENCY).map(({ task }) => task);
    const last = task.length - 1;
    const transactions = Array.from({ length: last }, (_, step) =>
      wave.map((steps) => steps[step] ?? []),
    ).flat();
    commitInBatches(database, [...transactions, wave.flatMap((steps) => steps[last] ?? [])]);
  }
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return count / seconds;
};

const commitInBatches = (database: DatabaseSync, transactions: Write[][]): void => {
  for (let first = 0; first < transactions.length; first += BATCH) {
    database.exec('BEGIN IMMEDIATE');
    for (const writes of transactions.slice(first, first + BATCH)) {
      database.exec('SAVEPOINT one');
      for (const write of writes) run(write);
      database.exec('RELEASE one');
    }
    database.exec('COMMIT');
  }
};

const run = ({ statement, parameters }: Write): void => {
  statement.run(...parameters);
};

/** Turns changes into statements, preparing each SQL text once. */
const preparer = (database: DatabaseSync) => {
  const statements = new Map<string, StatementSync>();
  return (change: Change, withOwnIds: IdChanger): Write => {
    const { sql, parameters } = statementOf(change);
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return { statement, parameters: parameters.map(withOwnIds) };
  };
};
