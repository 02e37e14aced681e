import { announceTask } from '../changes/news.ts';
import type { Services } from '../changes/work.ts';
import { countTry, type TaskAtStep } from '../store/repositories/tasks.ts';

/** Counts a failed try of a step that will be retried, for the operator. Costs one transaction. */
export const noteTry = async ({ store, news }: Services, task: TaskAtStep): Promise<void> =>
  store.transaction(async (tx) => {
    await countTry(tx, task);
    announceTask(tx, news, task);
  });
