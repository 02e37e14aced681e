import { expect, test } from 'vitest';
import { shareBriefly } from '../../../src/kit/flow/share-briefly.ts';

test('work of a key is shared while it runs, and then for as long as agreed, or nine times as long as it took', async () => {
  let now = 0;
  let runs = 0;
  const share = shareBriefly<number>(1_000, 2, () => now);
  const work = (ms: number) => async () => {
    now += ms;
    runs += 1;
    return runs;
  };
  expect(await Promise.all([share('a', work(10)), share('a', work(10))])).toEqual([1, 1]);
  now += 999;
  expect(await share('a', work(500))).toBe(1);
  now += 1;
  expect(await share('a', work(500))).toBe(2);
  now += 4_499;
  expect(await share('a', work(1))).toBe(2);
  now += 1;
  expect(await share('a', work(1))).toBe(3);
  await share('b', work(1));
  await share('c', work(1));
  expect(await share('a', work(1))).toBe(6);
});

test('work that failed is run again', async () => {
  const share = shareBriefly<string>(1_000, 2, () => 0);
  await expect(share('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await share('a', async () => 'yes')).toBe('yes');
});
