import { getEventListeners } from 'node:events';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { withinTime } from '../../../src/kit/flow/within-time.ts';

vi.mock('../../../src/kit/flow/real-time.ts', () => import('../../support/global-time.ts'));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});

/** Work that ends when its signal aborts, and throws the reason. */
const untilAborted = (limit: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const end = () => reject(limit.reason);
    if (limit.aborted) end();
    limit.addEventListener('abort', end);
  });

test('work that ends in time keeps its result, and leaves neither a timer nor a listener', async () => {
  const { signal } = new AbortController();
  expect(await withinTime(signal, 1_000, async (limit) => limit.aborted)).toBe(false);
  const failing = withinTime(signal, 1_000, async () => {
    throw new Error('no luck');
  });
  await expect(failing).rejects.toThrow('no luck');
  expect(vi.getTimerCount()).toBe(0);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('work that takes too long is aborted with a TimeoutError', async () => {
  const work = withinTime(new AbortController().signal, 1_000, untilAborted).catch((error) => error.name);
  let hasEnded = false;
  void work.then(() => {
    hasEnded = true;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(hasEnded).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await work).toBe('TimeoutError');
});

test.each(['before', 'during'])(
  'a signal that aborts %s the work aborts it for the same reason',
  async (when) => {
    const controller = new AbortController();
    const reason = new Error('the server closes');
    if (when === 'before') controller.abort(reason);
    const work = withinTime(controller.signal, 1_000, untilAborted);
    controller.abort(reason);
    await expect(work).rejects.toBe(reason);
  },
);
