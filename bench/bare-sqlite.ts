import { randomUUID } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { randomIds } from '../src/model/identifiers.ts';
import type { Change, Transaction } from './recording.ts';

/** A statement with all it needs: nothing is left to do but run it. */
interface Write {
  statement: StatementSync;
  parameters: SQLInputValue[];
}

/** How many of our transactions share a commit under this load, measured: `Store` has no count of it to ask for. */
const BATCH = 45;
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
  return (
    { kind, table, key, values }: Change,
    withOwnIds: (value: SQLInputValue) => SQLInputValue,
  ): Write => {
    const columns = Object.keys(values);
    const where = Object.keys(key)
      .map((column) => `${column} = ?`)
      .join(' and ');
    const sql = {
      insert: `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      update: `update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where ${where}`,
      delete: `delete from ${table} where ${where}`,
    }[kind];
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    const parameters = [...Object.values(values), ...(kind === 'insert' ? [] : Object.values(key))];
    return { statement, parameters: parameters.map(withOwnIds) };
  };
};

const ids: readonly [RegExp, () => string][] = [
  [/^O\d/, randomIds.opportunity],
  [/^eng-/, randomIds.engagement],
  [/^engi-/, randomIds.invitation],
  [/^task-/, randomIds.task],
  [/^job-/, randomIds.snapshotJob],
  [/^/, randomUUID],
];
const anyId = /O\d{15}|(?:engi?|task|job)-[0-9a-z]{13,14}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Gives each id in a text one of the same form, the same one wherever it stands. */
const idChanger = () => {
  const known = new Map<string, string>();
  const change = (id: string): string => {
    const own = known.get(id) ?? ids.find(([form]) => form.test(id))?.[1]() ?? id;
    known.set(id, own);
    return own;
  };
  return (value: SQLInputValue): SQLInputValue =>
    typeof value === 'string' ? value.replace(anyId, change) : value;
};
