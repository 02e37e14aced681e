/**
 * Stands for src/kit/flow/real-time.ts in tests of what waits or looks at the time: it takes the global timers of the moment, which
 * `vi.useFakeTimers()` replaces.
 */
const global = globalThis;

export const setTimeout = (...given: Parameters<typeof global.setTimeout>) => global.setTimeout(...given);
export const clearTimeout = (timer: NodeJS.Timeout | undefined) => global.clearTimeout(timer);
export const setInterval = (...given: Parameters<typeof global.setInterval>) => global.setInterval(...given);
export const clearInterval = (timer: NodeJS.Timeout | undefined) => global.clearInterval(timer);
export const setImmediate = (run: () => void) => global.setImmediate(run);
export const nowMs = (): number => Date.now();
export const performance = { now: (): number => global.performance.now() };
