import { expect, test } from 'vitest';
import { createCounter, createHistogram } from '../../../src/kit/metrics/meters.ts';
import { createSeries } from '../../../src/kit/metrics/series.ts';

test('counters count by their labels', () => {
  const counter = createCounter();
  counter.count(['a', 'b']);
  counter.count(['a', 'b'], 2);
  counter.count(['a', '']);
  expect(counter.read()).toEqual([
    { labels: ['a', 'b'], value: 3 },
    { labels: ['a', ''], value: 1 },
  ]);
});

test('a value is counted in the first bucket whose bound it does not exceed', () => {
  const histogram = createHistogram([1, 2]);
  for (const value of [0, 1, 1.5, 2, 3]) histogram.measure(['a'], value);
  expect(histogram.read()).toEqual([{ labels: ['a'], value: { counts: [2, 2, 1], count: 5, sum: 7.5 } }]);
});

test('beyond the limit of series, all further ones share one', () => {
  const series = createSeries(() => ({ total: 0 }), 2);
  for (const label of ['a', 'b', 'c', 'd', 'a']) series.of([label, label]).total += 1;
  expect(series.all()).toEqual([
    { labels: ['a', 'a'], value: { total: 2 } },
    { labels: ['b', 'b'], value: { total: 1 } },
    { labels: ['other', 'other'], value: { total: 2 } },
  ]);
});
