import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { openNotes, output, runInProcess, temporaryFolder } from './sqlite-fixture.ts';

/** Adds notes forever, eight at a time, and prints each id when its transaction has resolved. */
const ADD_AND_PRINT = (run: number) => `
  const { writes: dialect } = openFolder();
  const writes = new Kysely({ dialect });
  let count = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (;;) {
      const id = '${run}-' + (count += 1);
      await writes.transaction().execute((trx) =>
        trx.insertInto('note').values({ id, text: 'x'.repeat(2000) }).execute());
      print(id);
    }
  }));`;

const INTEGRITY_CHECK = CompiledQuery.raw('pragma integrity_check');

test('every resolved transaction survives killing the process', {
  timeout: 240_000,
}, async () => {
  const folder = temporaryFolder();
  const { connections } = await openNotes({ folder });
  await connections.close();
  const answered: string[] = [];
  for (let run = 0; run < 12; run += 1) {
    const child = runInProcess(folder, ADD_AND_PRINT(run));
    const printed = output(child);
    const enough = 1 + run * 37;
    let lines = 0;
    child.stdout?.on('data', (text: string) => {
      lines += text.split('\n').length - 1;
      if (lines >= enough) child.kill('SIGKILL');
    });
    const { stdout, stderr } = await printed;
    expect(stderr).toBe('');
    // The last line may be incomplete.
    answered.push(...stdout.split('\n').slice(0, -1));

    const { connections: reopened, ids, reads } = await openNotes({ folder });
    const found = new Set(await ids());
    expect(answered.filter((id) => !found.has(id))).toEqual([]);
    const check = await reads.executeQuery(INTEGRITY_CHECK);
    expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
    await reopened.close();
  }
  expect(answered.length).toBeGreaterThan(12);
});
