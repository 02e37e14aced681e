import type { Static } from 'typebox';
import type { Catalog } from '../../model/contract.ts';
import type { RequestEntry } from '../../operator/request-schemas.ts';
import { showTask, type Task } from '../../operator/show-task.ts';
import { findTaskOf } from '../../store/repositories/tasks.ts';
import type { Queries } from '../../store/tables.ts';
import type { Kept } from './kept.ts';

/**
 * Returns the task that a call has started, as it is now: the response names it. One query, and none for a call that starts none.
 */
export const causedTasks = async (
  { bodies }: Kept,
  { operation = '', account, catalog }: RequestEntry,
  reads: Queries,
): Promise<Static<typeof Task>[]> => {
  const id = /"TaskId"\s*:\s*"(task-[0-9a-z]{13,14})"/.exec(bodies?.response ?? '')?.[1];
  if (!operation.startsWith('Start') || id === undefined || account === undefined) return [];
  const task = await findTaskOf(reads, { catalog: catalog as Catalog, id, account_id: account });
  return task ? [showTask(task)] : [];
};
