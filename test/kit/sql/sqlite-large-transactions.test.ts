import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openNotes, temporaryFolder } from './sqlite-fixture.ts';

const FILE = 1;
const MEMORY = 2;

const open = async () => {
  const notes = await openNotes({ folder: temporaryFolder() });
  const undo = async () => {
    const { rows } = await sql<{ temp_store: number }>`pragma temp_store`.execute(notes.writes);
    return rows[0]?.temp_store;
  };
  return { ...notes, undo, large: notes.connections.withLargeTransactions };
};

test('a transaction keeps what its rollback needs in memory, a large one in a file', async () => {
  const { large, undo } = await open();
  expect(await undo()).toBe(MEMORY);
  expect(await large(undo)).toBe(FILE);
  expect(await undo()).toBe(MEMORY);
});

test('after large transactions that failed, or ran at once, the next one is in memory again', async () => {
  const { large, undo } = await open();
  await expect(
    large(async () => {
      throw new Error('failed');
    }),
  ).rejects.toThrow('failed');
  expect(await undo()).toBe(MEMORY);
  const first = Promise.withResolvers<void>();
  const running = large(() => first.promise);
  expect(await large(undo)).toBe(FILE);
  expect(await undo()).toBe(FILE);
  first.resolve();
  await running;
  expect(await undo()).toBe(MEMORY);
});

test('transactions before and amid large ones are kept, and a large one that fails is undone', async () => {
  const { large, writes, add, ids } = await open();
  const begun = Array.from({ length: 20 }, (_, index) => add(`before-${index}`));
  const replaced = large(() =>
    writes.transaction().execute(async (tx) => {
      await tx.deleteFrom('note').execute();
      await tx
        .insertInto('note')
        .values({ id: 'after', text: 'x'.repeat(500_000) })
        .execute();
      throw new Error('failed');
    }),
  );
  const amid = add('amid');
  await expect(replaced).rejects.toThrow('failed');
  await Promise.all([...begun, amid]);
  expect(await ids()).toHaveLength(21);
});

test('a database that closes amid a large transaction finishes it', async () => {
  const { connections, large, writes } = await open();
  let closing: Promise<void> | undefined;
  await large(async () => {
    await writes.transaction().execute(async (tx) => {
      closing = connections.close();
      await tx.insertInto('note').values({ id: 'last', text: '' }).execute();
    });
  });
  await closing;
});
