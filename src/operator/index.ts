import { isAction } from '../kit/action/action.ts';
import { once } from '../kit/flow/once.ts';
import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import type { Action } from './action.ts';

export type Actions = ReadonlyMap<string, Action>;

/**
 * Loads the actions, once. Each is a file in a subfolder, which may export other things as well. Loads typebox too, so
 * call it only when an action is needed.
 */
export const loadActions = once(
  (): Promise<Actions> =>
    loadFolder(modulesBelow(import.meta.url), (exported): exported is Action => isAction(exported)),
);
