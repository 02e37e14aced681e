import { expect, test } from 'vitest';
import { onBehalfOf } from '../../../src/kit/flow/on-behalf.ts';
import { openNotes, temporaryFolder } from './sqlite-fixture.ts';

test.each([
  ['memory', () => 'memory' as const],
  ['a folder', () => ({ folder: temporaryFolder() })],
])('a write is in the next commit, whatever another account has queued: %s', async (_, location) => {
  const batchSize = 50;
  const { add } = await openNotes(location(), { batchSize, batchAgeMs: 60_000 });
  const durable: string[] = [];
  const write = (account: string, id: string) =>
    onBehalfOf(account, () => add(id).then((done) => durable.push(done)));
  const burst = Array.from({ length: 2_000 }, (_nothing, index) => write('a', `a${index}`));
  await burst[0];
  const before = durable.length;
  const [single, several] = [write('b', 'b'), ['c0', 'c1', 'c2'].map((id) => write('c', id))];
  await Promise.all([single, ...several]);
  expect(durable.length - before).toBeLessThanOrEqual(2 * batchSize);
  await Promise.all(burst);
  expect(durable).toHaveLength(2_004);
});

test('a database closes after all that was queued, whoever queued it', async () => {
  const folder = temporaryFolder();
  const { add, connections } = await openNotes({ folder }, { batchSize: 10 });
  const names = Array.from({ length: 1_000 }, (_, index) => `${index % 2 ? 'a' : 'b'}${index}`);
  const all = names.map((id) => onBehalfOf(id[0], () => add(id)));
  await all[0];
  await connections.close();
  await Promise.all(all);
  const { ids } = await openNotes({ folder });
  expect(await ids()).toEqual(names.sort());
});
