import { AsyncLocalStorage } from 'node:async_hooks';
import type { Times } from './times.ts';

/** On whose behalf work runs, and what is noted about it. */
export interface Errand {
  readonly key: string | undefined;
  readonly times: Times | undefined;
}

/** The key alone if nothing is noted, so that this allocates nothing. */
const errands = new AsyncLocalStorage<Errand | string | undefined>();

/**
 * Runs `work` on behalf of a key, such as an account. What it waits for (fair-gate.ts) is shared fairly between keys, without
 * each function in between passing the key on. Undefined for work of the program itself. `times` receives how long its
 * statements, commits and waits take.
 */
export const onBehalfOf = <T>(key: string | undefined, work: () => T, times?: Times): T =>
  errands.run(times ? { key, times } : key, work);

/** Returns the key on whose behalf the current work runs, if any. */
export const currentKey = (): string | undefined => {
  const errand = errands.getStore();
  return typeof errand === 'object' ? errand.key : errand;
};

/** Returns where the current work notes how long it takes, if anywhere. */
export const currentTimes = (): Times | undefined => {
  const errand = errands.getStore();
  return typeof errand === 'object' ? errand.times : undefined;
};
