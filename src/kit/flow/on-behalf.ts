import { AsyncLocalStorage } from 'node:async_hooks';

const keys = new AsyncLocalStorage<string | undefined>();

/**
 * Runs `work` on behalf of a key, such as an account. What it waits for (fair-gate.ts) is shared fairly between keys, without
 * each function in between passing the key on. Undefined for work of the program itself.
 */
export const onBehalfOf = <T>(key: string | undefined, work: () => T): T => keys.run(key, work);

/** Returns the key on whose behalf the current work runs, if any. */
export const currentKey = (): string | undefined => keys.getStore();
