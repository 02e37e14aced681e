import { once } from '../kit/flow/once.ts';
import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import { isTaskKind, type TaskKind } from './task-kind.ts';

/** Kinds of task by the operation that starts them. */
export type TaskKinds = ReadonlyMap<string, TaskKind>;

/** Loads the kinds of task, once per process. Each is the `index.ts` of a subfolder. */
export const loadTaskKinds = once(
  (): Promise<TaskKinds> => loadFolder(modulesBelow(import.meta.url), isTaskKind),
);
