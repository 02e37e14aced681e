/**
 * The timers and the time of the machine, as they were when this module was loaded. A test that replaces the global ones, such
 * as Vitest's `vi.useFakeTimers()`, stops its own code and not the server beside it in the same process: `cosell.clock` is what
 * moves the server's time. So everything in src/ takes them from here.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;

/** Undefined in browsers, to which the console takes some of what imports this. */
export const { setImmediate } = globalThis as unknown as {
  setImmediate(run: () => void): unknown;
};

/** Milliseconds since the beginning of 1970. */
export const nowMs: () => number = Date.now;

/** Milliseconds that never jump. */
export const performance: { now(): number } = {
  now: globalThis.performance.now.bind(globalThis.performance),
};
