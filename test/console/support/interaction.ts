import { availableParallelism, loadavg } from 'node:os';
import type { Page } from 'playwright-core';

/** What the page may take to answer an input with the next picture, on a machine that does nothing else. */
export const INTERACTION_MS = 200;

/** Starts to measure, in the page, how long it takes from each input to the next picture. */
export const measureInputs = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const state = globalThis as { inputs?: number[] };
    state.inputs = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ((entry as PerformanceEventTiming).interactionId) state.inputs?.push(entry.duration);
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });

/** The median since then, so that a machine that does much else for a moment does not fail the test. In milliseconds. */
export const medianInput = async (page: Page): Promise<number> => {
  const inputs = await page.evaluate(() => (globalThis as { inputs?: number[] }).inputs ?? []);
  return inputs.sort((one, other) => one - other)[Math.floor(inputs.length / 2)] ?? 0;
};

/** More time on a machine that is busy: the load of the last minute per core. Node tells 0 where the system does not say. */
export const generosity = (): number =>
  Math.max(1, Math.min(8, (loadavg()[0] ?? 0) / availableParallelism()));
