import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { attempt, type Run } from '../../src/events/delivery/attempt.ts';
import type { Failure } from '../../src/events/delivery/outcome.ts';
import type { DeliveryTarget } from '../../src/events/delivery/targets/target.ts';
import { createCosellMeters } from '../../src/model/metrics/counted.ts';

vi.mock('../../src/kit/flow/real-time.ts', () => import('../support/global-time.ts'));

const event = { id: 'event-1' } as Parameters<typeof attempt>[2];
const refusal: Failure = {
  code: 'ERROR_FROM_TARGET',
  message: 'The target answered with status 503.',
};

/** Sets up an attempt at a fake target, with a log of its calls. */
const setUp = ({ deliver, takePlace }: Partial<DeliveryTarget> = {}) => {
  const log: string[] = [];
  const [ending, aborting] = [new AbortController(), new AbortController()];
  const lease = { keep: async () => void log.push('keep the lease') };
  const signals = { ending: ending.signal, aborting: aborting.signal };
  const target = {
    kind: 'webhook',
    takePlace: () => takePlace?.() ?? 0,
    deliver: async (...given: Parameters<DeliveryTarget['deliver']>) => {
      log.push('deliver');
      return deliver?.(...given);
    },
  } as DeliveryTarget;
  const run = () =>
    attempt({ lease, signals, meters: createCosellMeters() } as unknown as Run, target, event, {});
  return { run, log, ending, aborting };
};

afterEach(() => void vi.useRealTimers());

test('an attempt keeps the lease, then delivers the event', async () => {
  const { run, log } = setUp();
  expect(await run()).toMatchObject({ failure: undefined });
  expect(log).toEqual(['keep the lease', 'deliver']);
});

test('a failure of the target is the failure of the attempt', async () => {
  expect(await setUp({ deliver: async () => refusal }).run()).toMatchObject({ failure: refusal });
});

test('an unexpected error is a failure with the name of the error but without its message', async () => {
  const { run } = setUp({
    deliver: async () => {
      throw new TypeError('the secret is no string');
    },
  });
  const message = 'The attempt failed unexpectedly: TypeError.';
  expect(await run()).toMatchObject({ failure: { code: 'UNKNOWN', message } });
});

test('no attempt begins while the server shuts down', async () => {
  const { run, log, ending } = setUp();
  ending.abort();
  expect(await run()).toBeUndefined();
  expect(log).toEqual([]);
});

test('an attempt keeps the lease while it waits for the rate limit', async () => {
  const waits = [5, 3, 0];
  const { run, log } = setUp({ takePlace: () => waits.shift() ?? 0 });
  const start = performance.now();
  expect(await run()).toMatchObject({ failure: undefined });
  // A timer may fire a fraction of a millisecond early.
  expect(performance.now() - start).toBeGreaterThan(7);
  expect(log).toEqual(['keep the lease', 'keep the lease', 'keep the lease', 'deliver']);
});

test('a shutdown ends the wait for the rate limit', async () => {
  const { run, log, ending } = setUp({ takePlace: () => 60_000 });
  const running = run();
  await sleep(5);
  ending.abort();
  expect(await running).toBeUndefined();
  expect(log).toEqual(['keep the lease']);
});

test.each<[string, DeliveryTarget['deliver']]>([
  ['returns a failure', async () => refusal],
  ['throws', async (_event, signal) => signal.throwIfAborted() as undefined],
])('an attempt that is cancelled does not count, if its target %s', async (_what, then) => {
  const { run, aborting } = setUp({
    deliver: async (given, signal) => {
      aborting.abort();
      expect(signal.aborted).toBe(true);
      return then(given, signal);
    },
  });
  expect(await run()).toBeUndefined();
});

test('an event that was delivered before its attempt was cancelled counts as delivered', async () => {
  const { run, aborting } = setUp({ deliver: async () => void aborting.abort() as undefined });
  expect(await run()).toMatchObject({ failure: undefined });
});

test('an attempt is aborted after ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { promise: aborted, resolve } = Promise.withResolvers<unknown>();
  const { run } = setUp({
    deliver: async (_event, signal) => {
      signal.addEventListener('abort', () => resolve(signal.reason));
      await aborted;
      throw signal.reason;
    },
  });
  const running = run();
  await vi.advanceTimersByTimeAsync(9_999);
  let hasEnded = false;
  void aborted.then(() => {
    hasEnded = true;
  });
  await Promise.resolve();
  expect(hasEnded).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const message = 'The attempt failed unexpectedly: TimeoutError.';
  expect(await running).toMatchObject({ failure: { code: 'UNKNOWN', message } });
});
