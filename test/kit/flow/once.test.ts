import { expect, test, vi } from 'vitest';
import { once } from '../../../src/kit/flow/once.ts';

test('the value is made once, on the first call', async () => {
  const make = vi.fn(async () => ({}));
  const get = once(make);
  expect(make).not.toHaveBeenCalled();
  const first = await get();
  expect(await get()).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
});

test('concurrent calls share the value', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const make = vi.fn(() => promise);
  const get = once(make);
  const calls = Promise.all([get(), get()]);
  resolve('made');
  expect(await calls).toEqual(['made', 'made']);
  expect(make).toHaveBeenCalledTimes(1);
});

test('all concurrent callers get a failure, and the next call tries again', async () => {
  const make = vi.fn(async () => 'made').mockRejectedValueOnce(new Error('not yet'));
  const get = once(make);
  const calls = await Promise.allSettled([get(), get()]);
  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await get()).toBe('made');
  expect(await get()).toBe('made');
  expect(make).toHaveBeenCalledTimes(2);
});
