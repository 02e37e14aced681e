import { isAction } from '../kit/action/action.ts';
import { once } from '../kit/flow/once.ts';
import { loadFolder } from '../kit/service/load-folder.ts';
import type { Action } from './action.ts';

/** The actions by name. */
export type Actions = ReadonlyMap<string, Action>;

/**
 * Finds the actions, once: each is a file in a folder of this one. A file may export what belongs to its action beside
 * it. Loads typebox with them, so only a caller that needs them calls this.
 */
export const loadActions = once(
  (): Promise<Actions> => loadFolder(import.meta.url, (exported): exported is Action => isAction(exported)),
);
