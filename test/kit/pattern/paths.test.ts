import { expect, test } from 'vitest';
import { readEventPath, valueAt } from '../../../src/kit/pattern/paths.ts';

const event = { pairs: [['a'], ['b', 'c'], []], none: [], nothing: null };

const at = (text: string): unknown => {
  const path = readEventPath(text);
  if (!path) throw new Error(`${text} is no path`);
  return valueAt(event, path);
};

test.each([
  ['$.pairs[1][1]', 'c'],
  ['$.pairs[0][1]', undefined],
  ['$.pairs[*][0]', ['a', 'b']],
  ['$.pairs[*][1]', ['c']],
  ['$.pairs.*[*]', ['a', 'b', 'c']],
  ['$.pairs[*][2]', undefined],
  ['$.none[*]', undefined],
  ['$.nothing', null],
  ['$.nothing.more', undefined],
])('%s is %j', (path, value) => {
  expect(at(path)).toEqual(value);
});

test.each(['', 'pairs', '$pairs', '$.', '$.a..b', '$.a[', '$.a[x]', '$.a[1234567890]', '$.a[-1]'])(
  '%j is not a path',
  (text) => {
    expect(readEventPath(text)).toBeUndefined();
  },
);
