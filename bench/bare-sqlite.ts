import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Change, Transaction } from './recording.ts';
import { type IdChanger, idChanger, statementOf } from './replay.ts';

/** A statement with all it needs: nothing is left to do but run it. */
interface Write {
  statement: StatementSync;
  parameters: SQLInputValue[];
}

/** How many of our transactions share a commit under this load, measured: `Store` has no count of it to ask for. */
const BATCH = 80;
/** As many tasks are under way at once as in our engine. */
const CONCURRENCY = 64;

/**
 * Writes what `count` tasks write, with nothing but node:sqlite: the same tables, indexes and pragmas as ours (`file` is
 * a database that our migrations made), the same rows with ids of their own, in as many transactions. A transaction is a
 * savepoint; `BATCH` of them are one COMMIT with synchronous FULL. It reads nothing, decides nothing, makes no ids, no
 * JSON and no statements while the time runs: all that is done before. A row that a transaction changes in several
 * statements with us is changed in one here; the rows of finished jobs are deleted in one transaction for all that are
 * under way, as with us. Answers tasks per second.
 */
export const runBare = (
  file: string,
  count: number,
  referral: Transaction[],
  task: Transaction[],
): number => {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -4096']) {
    database.exec(`PRAGMA ${pragma}`);
  }
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

/** Makes changes statements, each text prepared once. */
const preparer = (database: DatabaseSync) => {
  const statements = new Map<string, StatementSync>();
  return (change: Change, withOwnIds: IdChanger): Write => {
    const { sql, parameters } = statementOf(change);
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return { statement, parameters: parameters.map(withOwnIds) };
  };
};
