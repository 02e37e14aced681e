import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotes, temporaryFolder } from './sqlite-fixture.ts';

const MEGABYTE = 1_000_000;

test('the write-ahead log is moved to the database, though in every turn somebody reads', async () => {
  const folder = temporaryFolder();
  const { reads, writes } = await openNotes({ folder }, { batchSize: 1 });
  const text = 'x'.repeat(60_000);
  for (let note = 0; note < 400; note += 1) {
    // What this read sees is kept for the rest of the turn, in which the transaction is committed.
    await reads.selectFrom('note').select('id').limit(1).execute();
    await writes
      .insertInto('note')
      .values({ id: `n${note}`, text })
      .execute();
  }
  const sizeOf = (file: string) => statSync(join(folder, file)).size / MEGABYTE;
  expect(sizeOf('cosell.sqlite')).toBeGreaterThan(20);
  // It is moved as soon as it has 4 MB.
  expect(sizeOf('cosell.sqlite-wal')).toBeLessThan(8);
});
