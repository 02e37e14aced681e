import type { Services } from '../changes/work.ts';
import type { ReasonCode } from '../model/documents.ts';
import { failTask, type TaskKey, type TaskResult, updateTask } from '../store/repositories/tasks.ts';
import type { Queries, Tasks } from '../store/tables.ts';

/** Tasks end here and nowhere else: so that whoever waits for the end is told once the transaction `tx` is durable. */

/** Ends a task whose last step is done, in the transaction that locked it. */
export const completeTask = async (
  tx: Queries,
  { taskEnds }: Services,
  task: Tasks,
  result: TaskResult & Pick<Tasks, 'step' | 'steps' | 'tries' | 'end_time'>,
): Promise<void> => {
  const changes = { ...result, status: 'COMPLETE' as const };
  await updateTask(tx, task, changes);
  taskEnds.announce(tx, task, { ...task, ...changes });
};

/** How a task fails. */
export interface Failure {
  reasonCode: ReasonCode;
  message: string;
  /** Whether that came of one more try of the step. Default true. */
  isTry?: boolean;
}

/** Fails a task at the step after `stepsDone`. False, and nothing is done, when it has moved on or ended meanwhile. */
export const failTaskAt = async (
  tx: Queries,
  { taskEnds, clock }: Services,
  key: TaskKey,
  stepsDone: number,
  failure: Failure,
): Promise<boolean> => {
  const hasFailed = await failTask(tx, key, stepsDone, { ...failure, at: clock.now() });
  if (hasFailed) taskEnds.announce(tx, key);
  return hasFailed;
};
