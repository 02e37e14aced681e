import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { logLengthOf } from '../../../src/kit/sql/sqlite/older-node.ts';
import { openNotes, pause, temporaryFolder } from './sqlite-fixture.ts';

const MEGABYTE = 1_000_000;

/** Wraps each call of a method that runs SQL in `watch`, until the returned function is called. */
const spyOnSql = <Target extends object>(
  target: Target,
  method: keyof Target,
  sqlOf: (called: Target, first: unknown) => string,
  watch: (sql: string, run: () => unknown) => unknown,
): (() => void) => {
  const original = target[method] as (...all: unknown[]) => unknown;
  const wrapped = function (this: Target, ...all: unknown[]): unknown {
    return watch(sqlOf(this, all[0]), () => original.apply(this, all));
  };
  target[method] = wrapped as Target[keyof Target];
  return () => {
    target[method] = original as Target[keyof Target];
  };
};

test('the write-ahead log is checkpointed although every event-loop turn has a read', async () => {
  const folder = temporaryFolder();
  const { reads, writes } = await openNotes({ folder }, { batchSize: 1 });
  const text = 'x'.repeat(150_000);
  for (let note = 0; note < 400; note += 1) {
    // The read transaction stays open for the rest of the event-loop turn, in which the write is committed.
    await reads.selectFrom('note').select('id').limit(1).execute();
    await writes
      .insertInto('note')
      .values({ id: `n${note}`, text })
      .execute();
  }
  const sizeOf = (file: string) => statSync(join(folder, file)).size / MEGABYTE;
  expect(sizeOf('cosell.sqlite')).toBeGreaterThan(35);
  // It begins anew at 16 MB.
  expect(sizeOf('cosell.sqlite-wal')).toBeLessThan(24);
});

/** SQLite before 3.51, as in Node.js 22, does not tell how long the log is, so its commits move it. */
const tellsOfLog = logLengthOf(new DatabaseSync(':memory:')) !== undefined;

test.runIf(tellsOfLog)('a thread moves the log, not what commits', async () => {
  const folder = temporaryFolder();
  const sizeOf = (file: string) => statSync(join(folder, file)).size / MEGABYTE;
  const { writes } = await openNotes({ folder }, { batchSize: 2 });
  const ran = new Set<string>();
  const watch = (sql: string, run: () => unknown) => {
    ran.add(sql);
    return run();
  };
  const spies = [
    spyOnSql(StatementSync.prototype, 'run', (statement) => statement.sourceSQL, watch),
    spyOnSql(DatabaseSync.prototype, 'exec', (_, sql) => String(sql), watch),
  ];
  const text = 'x'.repeat(150_000);
  try {
    await Promise.all(
      Array.from({ length: 400 }, (_, note) =>
        writes
          .insertInto('note')
          .values({ id: `n${note}`, text })
          .execute(),
      ),
    );
  } finally {
    for (const restore of spies) restore();
  }
  expect([...ran].filter((sql) => sql.includes('checkpoint'))).toEqual([]);
  expect(sizeOf('cosell.sqlite')).toBeGreaterThan(35);
  expect(sizeOf('cosell.sqlite-wal')).toBeLessThan(24);
});

test('what a reader of an older state kept back is moved into the database without a commit that waits for it', async () => {
  const folder = temporaryFolder();
  const { connections, writes, add } = await openNotes({ folder });
  const sizeOf = (file: string) => statSync(join(folder, file)).size / MEGABYTE;
  await add('first');
  const snapshot = await connections.openSnapshot();
  for (let note = 0; note < 40; note += 1)
    await writes
      .insertInto('note')
      .values({ id: `n${note}`, text: 'x'.repeat(MEGABYTE) })
      .execute();
  expect(sizeOf('cosell.sqlite-wal')).toBeGreaterThan(40);
  expect(sizeOf('cosell.sqlite')).toBeLessThan(20);
  await snapshot.close();
  while (sizeOf('cosell.sqlite') < 40) await pause(5);
  // Commits move the log themselves again, and cut it.
  for (let note = 0; sizeOf('cosell.sqlite-wal') > 20; note += 1) await add(`after-${note}`);
  await add('last');
});
