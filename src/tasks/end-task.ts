import { announceTask } from '../changes/news.ts';
import type { Services } from '../changes/work.ts';
import type { ReasonCode } from '../model/documents.ts';
import { afterCommit } from '../store/index.ts';
import { failTask, type TaskAtStep, type TaskResult, updateTask } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import type { Queries } from '../store/tables.ts';

/** Every task ends here, so that waiters are notified once the transaction `tx` is durable. */

/** Completes a task after its last step, in the transaction that locked its row. */
export const completeTask = async (
  tx: Queries,
  { taskEnds, news, meters }: Services,
  task: Tasks,
  result: TaskResult & Pick<Tasks, 'step' | 'steps' | 'tries' | 'end_time'>,
): Promise<void> => {
  const changes = { ...result, status: 'COMPLETE' as const };
  await updateTask(tx, task, changes);
  afterCommit(tx, () => {
    meters.tasksEnded.count([task.operation, 'COMPLETE', '']);
    taskEnds.announce(task, { ...task, ...changes });
  });
  announceTask(tx, news, task);
};

/** Why a task fails. */
export interface Failure {
  reasonCode: ReasonCode;
  message: string;
  /** Whether to count this as a try of the step. Default true. */
  isTry?: boolean;
}

/** Fails a task at the step `at.step`. Returns false and changes nothing if the task has moved on or ended. */
export const failTaskAt = async (
  tx: Queries,
  { taskEnds, news, clock, meters }: Services,
  at: TaskAtStep & Pick<Tasks, 'operation'>,
  failure: Failure,
): Promise<boolean> => {
  const hasFailed = await failTask(tx, at, { ...failure, at: clock.now() });
  if (!hasFailed) return false;
  afterCommit(tx, () => {
    meters.tasksEnded.count([at.operation, 'FAILED', failure.reasonCode]);
    taskEnds.announce(at);
  });
  announceTask(tx, news, at);
  return true;
};
