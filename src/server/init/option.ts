import { resolve } from 'node:path';

/** The folder of the init hooks, and what ends a start that they hold up. */
export type InitOption = string | { folder: string; signal?: AbortSignal };

/** Where the hooks are. */
export interface InitParts {
  folder: string;
  signal: AbortSignal | undefined;
}

/** An empty name counts as none. */
export const readInit = (option: InitOption = ''): InitParts | undefined => {
  const { folder, signal } = typeof option === 'string' ? { folder: option } : option;
  return folder === '' ? undefined : { folder: resolve(folder), signal };
};
