import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { createJobTable } from '../../src/store/repositories/jobs.ts';
import { underTest } from '../support/postgres.ts';

test('however many jobs have ended, statements of the same text delete them, and no others', async () => {
  let texts: string[] = [];
  const store = await openStore(await underTest('memory'), {
    interceptor: ({ sql }, run) => {
      texts.push(sql);
      return run();
    },
  });
  const jobs = createJobTable(store);
  const run_at = '2026-11-27T18:00:00.000Z';
  await store.transaction(async (tx) => {
    for (const id of ['a', 'b', 'c', 'd'])
      await jobs.insert(tx, { id, queue: 'run-task', payload: '{}', run_at, attempts: 0 });
  });
  texts = [];
  await jobs.settle([{ id: 'a' }]);
  await jobs.settle([{ id: 'b' }, { id: 'd' }]);
  expect(texts).toEqual([texts[0], texts[0], texts[0]]);
  expect((await jobs.findDue(run_at, 10)).map(({ id }) => id)).toEqual(['c']);
  await store.close();
});
