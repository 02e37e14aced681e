import { findUnfinishedTasks, type TaskKey } from '../../store/repositories/tasks.ts';
import { giveUpTask, runTask } from '../../tasks/run-task.ts';
import type { JobKind } from '../job-kind.ts';

/** Runs the remaining steps of a task. */
export const runTaskJob: JobKind<TaskKey> = {
  name: 'run-task',
  run: runTask,
  giveUp: giveUpTask,
  findUnfinished: async (db) => (await findUnfinishedTasks(db)).map((payload) => ({ payload })),
};
