import { expect, test } from 'vitest';
import { readDuration } from '../../../src/kit/flow/durations.ts';

test.each([
  ['15d', 1_296_000_000],
  ['36h', 129_600_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['500ms', 500],
  ['2w', 1_209_600_000],
  ['PT5M', 300_000],
  ['P1DT12H', 129_600_000],
  ['P2W', 1_209_600_000],
  ['PT0.5S', 500],
  ['86400000', 86_400_000],
  ['0s', 0],
  [250, 250],
])('%s is %i milliseconds', (given, milliseconds) => {
  expect(readDuration(given)).toBe(milliseconds);
});

test.each([
  '',
  'soon',
  '-1d',
  'd',
  '1y',
  'P',
  'PT',
  'P1M',
  'P1Y',
  '1d ',
  'PT5',
  `${'9'.repeat(400)}d`,
  -1,
  0.5,
  Number.NaN,
  1e300,
])('%s is not a duration', (given) => {
  expect(readDuration(given)).toBeUndefined();
});
