import { once } from '../kit/flow/once.ts';
import { loadFolder } from '../kit/service/load-folder.ts';
import type { Action } from './action.ts';

/** The actions by name. */
export type Actions = ReadonlyMap<string, Action>;

/**
 * Finds the actions, once: every file in a folder of this one holds one.
 * Loads typebox with them, so only who needs them asks.
 */
export const loadActions = once((): Promise<Actions> => loadFolder(import.meta.url, isAction));

/** A file may export what belongs to its action beside it. */
const isAction = (value: unknown): value is Action =>
  typeof value === 'object' && value !== null && 'handle' in value && 'takes' in value && 'path' in value;
