import { expect, test } from 'vitest';
import { keptQuirks, quirkNames, quirksOf } from '../../src/model/quirks.ts';
import { readQuirks } from '../../src/rules/read-quirks.ts';

test('quirks survive being stored', () => {
  const quirks = readQuirks(['late-reads=1m30s', 'update-clears-status']);
  expect([...quirks]).toEqual([
    ['late-reads', 90_000],
    ['update-clears-status', 0],
  ]);
  expect(quirksOf(keptQuirks(quirks))).toEqual(quirks);
  expect(readQuirks(quirkNames).size).toBe(quirkNames.length);
});

test('stored entries that are no quirks are ignored, since an imported state may hold anything', () => {
  for (const kept of [
    '',
    '[]',
    '{}',
    'null',
    '7',
    '[["nonsense", 0], ["late-reads"], ["late-reads", -1], 3, null]',
  ])
    expect([...quirksOf(kept)], kept).toEqual([]);
});
