import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { oneAtATime, sharedRun } from '../../../src/kit/flow/one-at-a-time.ts';
import { unhandledRejections } from './unhandled-rejections.ts';

/** Work whose runs end when the test says so. */
const steered = () => {
  const runs: PromiseWithResolvers<void>[] = [];
  const work = (): Promise<void> => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  };
  return { runs, work };
};

test('the first run starts synchronously', () => {
  const { runs, work } = steered();
  void oneAtATime(work).run();
  expect(runs).toHaveLength(1);
});

test('calls during a run share one more after it', async () => {
  const { runs, work } = steered();
  const flight = oneAtATime(work);
  const first = flight.run();
  const second = flight.run();
  const third = flight.run();
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await first;
  expect(runs).toHaveLength(2);
  runs[1]?.resolve();
  await Promise.all([second, third]);
  await flight.ended();
  expect(runs).toHaveLength(2);
});

test('a failure reaches its own callers only; a run requested meanwhile still takes place', async () => {
  const rejections = unhandledRejections();
  const { runs, work } = steered();
  const flight = oneAtATime(work);
  const first = flight.run();
  const second = flight.run();
  runs[0]?.reject(new Error('no luck'));
  await expect(first).rejects.toThrow('no luck');
  runs[1]?.resolve();
  await second;
  expect(await rejections.seen()).toEqual([]);
});

test('work that throws synchronously fails its caller and does not block the next call', async () => {
  const work = vi.fn(async () => {});
  work.mockImplementationOnce(() => {
    throw new Error('at once');
  });
  const flight = oneAtATime(work);
  await expect(flight.run()).rejects.toThrow('at once');
  await flight.run();
  expect(work).toHaveBeenCalledTimes(2);
});

test('work that requests itself runs once more, after it has ended', async () => {
  const log: string[] = [];
  const flight = oneAtATime(async () => {
    log.push('begins');
    if (log.length === 1) void flight.run();
    await undefined;
    log.push('ends');
  });
  await flight.run();
  await flight.ended();
  expect(log).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('ended waits for the current and the requested run, and never throws', async () => {
  const { runs, work } = steered();
  const flight = oneAtATime(work);
  await flight.ended();
  flight.run().catch(() => {});
  flight.run().catch(() => {});
  let isOver = false;
  const ended = flight.ended().then(() => {
    isOver = true;
  });
  runs[0]?.reject(new Error('no luck'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  runs[1]?.reject(new Error('no luck'));
  await ended;
});

// A call must not resolve with a run that started before it: that run may have missed what the call is about.
test('runs never overlap, and each call resolves with a run that started after it', async () => {
  const call = fc.record({ ticksBefore: fc.nat(4), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 20 }), fc.nat(4), async (calls, runTicks) => {
      let written = 0;
      let seen = 0;
      let running = 0;
      let failures = 0;
      const flight = oneAtATime(async () => {
        expect(++running).toBe(1);
        const found = written;
        for (let tick = 0; tick < runTicks; tick++) await undefined;
        running -= 1;
        seen = found;
        if (calls[found - 1]?.fails) {
          failures += 1;
          throw new Error('no luck');
        }
      });
      const told: Promise<void>[] = [];
      for (const { ticksBefore } of calls) {
        for (let tick = 0; tick < ticksBefore; tick++) await undefined;
        const mine = ++written;
        const check = () => expect(seen).toBeGreaterThanOrEqual(mine);
        told.push(flight.run().then(check, check));
      }
      await Promise.all(told);
      await flight.ended();
      expect(seen).toBe(calls.length);
      expect(failures).toBeLessThanOrEqual(calls.length);
    }),
  );
});

test('calls during a shared run share it; the next call runs again, also after a failure', async () => {
  const { runs, work } = steered();
  const ask = sharedRun(work);
  const first = ask();
  expect(ask()).toBe(first);
  runs[0]?.reject(new Error('no luck'));
  await expect(first).rejects.toThrow('no luck');
  const second = ask();
  runs[1]?.resolve();
  await second;
  expect(runs).toHaveLength(2);
});
