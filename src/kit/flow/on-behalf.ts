import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '../trace/span.ts';
import type { Times } from './times.ts';

/** What is noted about work. */
export interface Noted {
  /** How long its statements, commits and waits take. */
  readonly times?: Times | undefined;
  /** The span that what it does belongs to. */
  readonly span?: Span | undefined;
}

/** On whose behalf work runs, and what is noted about it. */
interface Errand extends Noted {
  readonly key: string | undefined;
}

/** The key alone if nothing is noted, so that this allocates nothing. */
const errands = new AsyncLocalStorage<Errand | string | undefined>();

/**
 * Runs `work` on behalf of a key, such as an account. What it waits for (fair-gate.ts) is shared fairly between keys, without
 * each function in between passing the key on. Undefined for work of the program itself.
 */
export const onBehalfOf = <T>(key: string | undefined, work: () => T, noted?: Noted): T =>
  errands.run(noted?.times || noted?.span ? { key, times: noted.times, span: noted.span } : key, work);

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

/** Returns the span that what the current work does belongs to, if it is traced. */
export const currentSpan = (): Span | undefined => {
  const errand = errands.getStore();
  return typeof errand === 'object' ? errand.span : undefined;
};
