import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotes, temporaryFolder } from './sqlite-fixture.ts';

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
