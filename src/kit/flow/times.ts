import { performance } from './real-time.ts';

/** The parts of a call, one after another. */
export type Part =
  | 'read'
  | 'decode'
  | 'authenticate'
  | 'turn'
  | 'authorize'
  | 'injected'
  | 'handle'
  | 'encode';
/** What is waited for within a part. */
export type Wait = 'queries' | 'connection' | 'commit' | 'task';

/** Where the time of a call went, in milliseconds: one object per call, and a look at the clock per part and statement. */
export type Times = Record<Part | Wait, number> & {
  /** When the last part ended, by `performance.now()`. */
  last: number;
  /** The number of statements. */
  statements: number;
};

/** @param began by `performance.now()`. */
export const createTimes = (began: number): Times => ({
  ...{ read: 0, decode: 0, authenticate: 0, turn: 0, authorize: 0, injected: 0, handle: 0, encode: 0 },
  ...{ queries: 0, connection: 0, commit: 0, task: 0 },
  last: began,
  statements: 0,
});

/** Ends a part: the time since the end of the last one is its own. */
export const endPart = (times: Times | undefined, part: Part): void => {
  if (!times) return;
  const now = performance.now();
  times[part] += now - times.last;
  times.last = now;
};

/** Awaits `waited` and adds how long that took. */
export const timed = async <T>(times: Times, wait: Wait, waited: Promise<T>): Promise<T> => {
  const began = performance.now();
  try {
    return await waited;
  } finally {
    times[wait] += performance.now() - began;
  }
};

/** Runs a statement that takes no turn of the event loop, and adds how long it took. */
export const timedStatement = <T>(times: Times | undefined, run: () => T): T => {
  if (!times) return run();
  const began = performance.now();
  try {
    return run();
  } finally {
    addStatement(times, began);
  }
};

/** Adds a statement that has ended. */
export const addStatement = (times: Times, began: number): void => {
  times.queries += performance.now() - began;
  times.statements += 1;
};
