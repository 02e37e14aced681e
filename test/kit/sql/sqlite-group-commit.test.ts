import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isUniqueViolation } from '../../../src/kit/sql/errors.ts';
import { GroupCommit } from '../../../src/kit/sql/sqlite/group-commit.ts';
import {
  CommitFailedError,
  DatabaseClosedError,
  LockTimeoutError,
} from '../../../src/kit/sql/sqlite/index.ts';
import { Statements } from '../../../src/kit/sql/sqlite/statements.ts';
import { type Location, openNotes, pause, temporaryFolder } from './sqlite-fixture.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const locations: [string, () => Location][] = [
  ['a folder', () => ({ folder: temporaryFolder() })],
  ['memory', () => 'memory'],
];

describe.each(locations)('transactions of a database in %s', (_name, location) => {
  test('that run concurrently share one commit', async () => {
    // A batch age that is never reached, even on a slow machine.
    const { connections, add } = await openNotes(location(), { batchAgeMs: 60_000 });
    const before = connections.statistics();
    await Promise.all(numbers(64).map((index) => add(`n${index}`)));
    const after = connections.statistics();
    expect(after.transactions - before.transactions).toBe(64);
    expect(after.commits - before.commits).toBe(1);
  });

  test('are committed in batches of limited size', async () => {
    const { connections, add } = await openNotes(location(), { batchSize: 10, batchAgeMs: 60_000 });
    const before = connections.statistics();
    await Promise.all(numbers(95).map((index) => add(`n${index}`)));
    expect(connections.statistics().commits - before.commits).toBe(10);
  });

  test('are committed in batches that write a limited amount', async () => {
    const { connections, add } = await openNotes(location(), { batchBytes: 60, batchAgeMs: 60_000 });
    const before = connections.statistics();
    // `n10` and `text of n10`: 14 bytes each.
    await Promise.all(numbers(50).map((index) => add(`n${10 + index}`)));
    expect(connections.statistics().commits - before.commits).toBe(10);
  });

  test('go on, once they are durable, some in each turn of the event loop', async () => {
    const { connections, add } = await openNotes(location(), { batchAgeMs: 60_000 });
    const before = connections.statistics();
    let goneOn = 0;
    const inTurns: number[] = [];
    const count = (): void => {
      inTurns.push(goneOn);
      goneOn = 0;
      if (inTurns.reduce((sum, each) => sum + each, 0) < 200) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(numbers(200).map((index) => add(`n${index}`).then(() => (goneOn += 1))));
    expect(connections.statistics().commits - before.commits).toBe(1);
    expect(Math.max(...inTurns, goneOn)).toBe(32);
  });

  test('are committed at the batch age although others wait', async () => {
    const { writes, add } = await openNotes(location(), { batchAgeMs: 20 });
    const order: string[] = [];
    const first = add('first').then(() => order.push('first durable'));
    const slow = numbers(3).map(() =>
      writes.transaction().execute(() => pause(30).then(() => order.push('slow ran'))),
    );
    await Promise.all([first, ...slow]);
    expect(order.indexOf('first durable')).toBeLessThan(2);
  });

  test('yield to the event loop now and then, however many wait', async () => {
    const { writes } = await openNotes(location());
    const order: string[] = [];
    const busy = numbers(20).map(() =>
      writes.transaction().execute(async () => {
        const until = performance.now() + 2;
        while (performance.now() < until);
        order.push('transaction');
      }),
    );
    setImmediate(() => order.push('turn'));
    await Promise.all(busy);
    expect(order.indexOf('turn')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('turn')).toBeLessThan(order.lastIndexOf('transaction'));
  });

  test('run one at a time, in the order in which they began', async () => {
    const { writes } = await openNotes(location());
    const log: string[] = [];
    const transactions = numbers(50).map((index) =>
      writes.transaction().execute(async () => {
        log.push(`begin ${index}`);
        if (index % 7 === 0) await pause(1);
        if (index % 5 === 0) throw new Error('wanted');
        log.push(`end ${index}`);
      }),
    );
    await Promise.allSettled(transactions);
    expect(log).toEqual(
      numbers(50).flatMap((index) =>
        index % 5 === 0 ? [`begin ${index}`] : [`begin ${index}`, `end ${index}`],
      ),
    );
  });

  test('fail alone among many', async () => {
    const { connections, writes, add, ids } = await openNotes(location());
    const results = await Promise.allSettled([
      add('a'),
      writes.transaction().execute(async (trx) => {
        await trx.insertInto('note').values({ id: 'half', text: '' }).execute();
        await trx.insertInto('note').values({ id: 'a', text: '' }).execute();
      }),
      writes.transaction().execute(() => {
        throw new Error('before any query');
      }),
      add('b'),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(isUniqueViolation((results[1] as PromiseRejectedResult).reason)).toBe(true);
    expect(isUniqueViolation((results[2] as PromiseRejectedResult).reason)).toBe(false);
    expect(await ids()).toEqual(['a', 'b']);
    expect(connections.statistics().rollbacks).toBe(2);
  });

  test('can catch the error of a query and continue', async () => {
    const { writes, add, ids } = await openNotes(location());
    await add('a');
    await writes.transaction().execute(async (trx) => {
      await trx
        .insertInto('note')
        .values({ id: 'a', text: '' })
        .execute()
        .catch(() => {});
      await trx.insertInto('note').values({ id: 'b', text: '' }).execute();
    });
    expect(await ids()).toEqual(['a', 'b']);
  });

  test('fail with their batch, and no other batch does, when SQLite itself rolls back everything', async () => {
    const { writes, add, ids } = await openNotes(location());
    await add('a');
    const results = await Promise.allSettled([
      add('b'),
      writes.transaction().execute(async (trx) => {
        await sql`insert or rollback into note (id, text) values ('a', '')`.execute(trx).catch(() => {});
        await trx.insertInto('note').values({ id: 'outside', text: '' }).execute();
      }),
      add('c'),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect((results[0] as PromiseRejectedResult).reason).toBeInstanceOf(CommitFailedError);
    expect(await ids()).toEqual(['a', 'c']);
  });

  test('that wait for one another fail instead of hanging forever', async () => {
    const { writes, add, ids } = await openNotes(location(), { patienceMs: 20 });
    const outer = writes.transaction().execute(() => add('inner'));
    await expect(outer).rejects.toBeInstanceOf(LockTimeoutError);
    await add('later');
    expect(await ids()).toEqual(['later']);
  });

  test('that have begun are finished by close; later ones are rejected', async () => {
    const place = location();
    const { connections, reads, writes, add } = await openNotes(place);
    const begun = [writes.transaction().execute(() => pause(30).then(() => 'slow')), add('a'), add('b')];
    await pause(5);
    const closing = connections.close();
    await expect(add('late')).rejects.toBeInstanceOf(DatabaseClosedError);
    expect(await Promise.all(begun)).toEqual(['slow', 'a', 'b']);
    await closing;
    await connections.close();
    await expect(add('later')).rejects.toBeInstanceOf(DatabaseClosedError);
    await expect(reads.selectFrom('note').selectAll().execute()).rejects.toBeInstanceOf(DatabaseClosedError);
    if (place !== 'memory') expect(await (await openNotes(place)).ids()).toEqual(['a', 'b']);
  });

  test('leave exactly the rows of the successful ones, in any interleaving', async () => {
    const { reads, writes } = await openNotes(location(), { batchSize: 4 });
    let run = 0;
    const transaction = fc.record({
      ending: fc.constantFrom('commits', 'commits', 'throws first', 'throws last', 'repeats a key'),
      rows: fc.nat(3),
      arrives: fc.nat(2),
      pauses: fc.constantFrom('never', 'microtask', 'turn'),
    });
    const rest = {
      never: () => {},
      microtask: () => Promise.resolve(),
      turn: () => new Promise(setImmediate),
    };
    await fc.assert(
      fc.asyncProperty(fc.array(transaction, { maxLength: 30 }), async (plan) => {
        run += 1;
        const results = await Promise.allSettled(
          plan.map(async ({ ending, rows, arrives, pauses }, index) => {
            for (let turn = 0; turn < arrives; turn += 1) await new Promise(setImmediate);
            await writes.transaction().execute(async (trx) => {
              if (ending === 'throws first') throw new Error('wanted');
              const keys = numbers(rows).map((row) => `${run}/${index}/${row}`);
              if (ending === 'repeats a key') keys.push(`${run}/${index}`, `${run}/${index}`);
              for (const id of keys) {
                await trx.insertInto('note').values({ id, text: '' }).execute();
                await rest[pauses as keyof typeof rest]();
              }
              if (ending === 'throws last') throw new Error('wanted');
            });
          }),
        );
        expect(results.map((result) => result.status === 'fulfilled')).toEqual(
          plan.map(({ ending }) => ending === 'commits'),
        );
        const expected = plan.flatMap(({ ending, rows }, index) =>
          ending === 'commits' ? numbers(rows).map((row) => `${run}/${index}/${row}`) : [],
        );
        const found = await reads.selectFrom('note').select('id').where('id', 'like', `${run}/%`).execute();
        expect(found.map((row) => row.id).sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });
});

test('a transaction that cannot begin fails, and the next one begins', async () => {
  const file = join(temporaryFolder(), 'notes.db');
  const [database, other] = [new DatabaseSync(file), new DatabaseSync(file)];
  const options = { batchSize: 1, batchBytes: 1_000, batchAgeMs: 60_000, patienceMs: 1_000 };
  const transactions = new GroupCommit(database, new Statements(database), options);
  onTestFinished(async () => {
    await transactions.close();
    for (const each of [database, other]) each.close();
  });
  other.exec('BEGIN IMMEDIATE');
  await expect(transactions.begin()).rejects.toThrow('database is locked');
  other.exec('ROLLBACK');
  await transactions.commit(await transactions.begin());
  expect(transactions.statistics()).toEqual({ transactions: 1, commits: 1, rollbacks: 0 });
});
