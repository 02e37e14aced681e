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
  ['3m', 180_000],
  ['1w2d3h4m5s6ms', 788_645_006],
  ['0.6ms', 1],
  ['PT1H30M', 5_400_000],
  ['P1W2DT3H4M5.006S', 788_645_006],
  ['PT0.0006S', 1],
  ['pt5m', 300_000],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
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
  '1d soon',
  'in 1d',
  '9007199254740992',
  '9007199254740992ms',
  'PT9007199254741S',
  -1,
  0.5,
  Number.NaN,
  1e300,
])('%s is not a duration', (given) => {
  expect(readDuration(given)).toBeUndefined();
});
