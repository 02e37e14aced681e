import { once } from '../kit/flow/once.ts';
import { loadFolder } from '../kit/service/load-folder.ts';
import { isTaskKind, type TaskKind } from './task-kind.ts';

/** The kinds of task, by the operation that starts them. */
export type TaskKinds = ReadonlyMap<string, TaskKind>;

/** Finds the kinds of task, once per process: each is `index.ts` in a folder of this one. */
export const loadTaskKinds = once((): Promise<TaskKinds> => loadFolder(import.meta.url, isTaskKind));
