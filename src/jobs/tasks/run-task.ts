import type { AccountId } from '../../model/contract.ts';
import { findUnfinishedTasks, type TaskKey } from '../../store/repositories/tasks.ts';
import { giveUpTask, runTask } from '../../tasks/run-task.ts';
import type { JobKind } from '../job-kind.ts';

interface TaskToRun extends TaskKey {
  /** Undefined if a server of an earlier version enqueued the job. */
  account?: AccountId;
}

/** Runs the remaining steps of a task. */
export const runTaskJob: JobKind<TaskToRun> = {
  name: 'run-task',
  run: (services, { catalog, id }) => runTask(services, { catalog, id }),
  giveUp: (services, { catalog, id }) => giveUpTask(services, { catalog, id }),
  accountOf: ({ account }) => account,
  findUnfinished: async (db) =>
    (await findUnfinishedTasks(db)).map(({ account_id: account, ...key }) => ({
      payload: { ...key, account },
    })),
};
