import { performance, setImmediate } from './real-time.ts';

/** How long synchronous work may hold the event loop. */
const LONGEST_HOLD_MS = 3;

/**
 * Returns a function for long loops to await: it returns control to the event loop if the loop has held it for 3 ms, so that
 * other requests are served meanwhile.
 */
export const createBreath = (): (() => Promise<void>) => {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < LONGEST_HOLD_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    began = performance.now();
  };
};
