import { announceTask } from '../changes/news.ts';
import type { Services } from '../changes/work.ts';
import type { ReasonCode } from '../model/documents.ts';
import { afterCommit } from '../store/index.ts';
import { failTask, type TaskAtStep } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import type { Queries } from '../store/tables.ts';

/** Every task ends here, so that waiters are notified once the transaction `tx` is durable. */

/** Announces that a task is complete, in the transaction of its last step. */
export const announceComplete = (tx: Queries, { taskEnds, meters }: Services, task: Tasks): void =>
  afterCommit(tx, () => {
    meters.tasksEnded.count([task.operation, 'COMPLETE', '']);
    taskEnds.announce(task, task);
  });

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
