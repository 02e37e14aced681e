import { expect, test, vi } from 'vitest';
import { once } from '../../../src/kit/flow/once.ts';

test('what is asked for again and again is made once, when it is first asked for', async () => {
  const make = vi.fn(async () => ({}));
  const get = once(make);
  expect(make).not.toHaveBeenCalled();
  const first = await get();
  expect(await get()).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
});

test('calls while it is being made share it', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const make = vi.fn(() => promise);
  const get = once(make);
  const calls = Promise.all([get(), get()]);
  resolve('made');
  expect(await calls).toEqual(['made', 'made']);
  expect(make).toHaveBeenCalledTimes(1);
});

test('all who asked get a failure, and the next call makes it anew', async () => {
  const make = vi.fn(async () => 'made').mockRejectedValueOnce(new Error('not yet'));
  const get = once(make);
  const calls = await Promise.allSettled([get(), get()]);
  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await get()).toBe('made');
  expect(await get()).toBe('made');
  expect(make).toHaveBeenCalledTimes(2);
});
