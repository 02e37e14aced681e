import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotes, pause, temporaryFolder } from './sqlite-fixture.ts';

const MEGABYTE = 1_000_000;

test('the write-ahead log is checkpointed although every event-loop turn has a read', async () => {
  const folder = temporaryFolder();
  const { reads, writes } = await openNotes({ folder }, { batchSize: 1 });
  const text = 'x'.repeat(60_000);
  for (let note = 0; note < 400; note += 1) {
    // The read transaction stays open for the rest of the event-loop turn, in which the write is committed.
    await reads.selectFrom('note').select('id').limit(1).execute();
    await writes
      .insertInto('note')
      .values({ id: `n${note}`, text })
      .execute();
  }
  const sizeOf = (file: string) => statSync(join(folder, file)).size / MEGABYTE;
  expect(sizeOf('cosell.sqlite')).toBeGreaterThan(20);
  // A checkpoint runs at 4 MB.
  expect(sizeOf('cosell.sqlite-wal')).toBeLessThan(8);
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
  for (let note = 0; sizeOf('cosell.sqlite-wal') > 8; note += 1) await add(`after-${note}`);
  await add('last');
});
