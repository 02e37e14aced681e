import type { Services } from '../changes/work.ts';
import { describeQuota } from '../rules/access/quotas.ts';
import { findTask, type TaskKey } from '../store/repositories/tasks.ts';
import { failTaskAt } from './end-task.ts';
import type { TaskKinds } from './index.ts';
import { noteTry } from './note-try.ts';

/** How often a step is tried while its account's quota is used up: over 15 seconds on SQLite, some 30 to 60 on PostgreSQL. */
const TRIES = 6;

/** Thrown by a step whose account has used up a quota. The queue retries it later. */
export class StepThrottled extends Error {
  override readonly name = 'StepThrottled';
}

/**
 * Counts the operation of a task's next step against its account's quotas, as if the account had called it: a task works with
 * the rate of its account, because ReasonCode has RequestThrottled (AWS docs: StartEngagementByAcceptingInvitationTask).
 * Returns whether this ended the task. Throws `StepThrottled` if the step is to be tried again. Costs nothing without quotas,
 * otherwise one query and what counting costs.
 */
export const countStep = async (services: Services, kinds: TaskKinds, key: TaskKey): Promise<boolean> => {
  const { store, quotas } = services;
  if (!quotas.areOn) return false;
  const task = await findTask(store.reads, key);
  if (task?.status !== 'IN_PROGRESS') return false;
  const step = kinds.get(task.operation)?.steps[task.step];
  if (!step?.performs) return false;
  const exceeded = await quotas.count(task.account_id, step.performs);
  if (!exceeded) return false;
  const limit = describeQuota(exceeded.class, exceeded, step.performs);
  services.meters.taskSteps.count([task.operation, step.name, 'throttled']);
  if (task.tries + 1 < TRIES) {
    await noteTry(services, task);
    throw new StepThrottled(limit);
  }
  const message = `Rate exceeded: ${limit}. That was used up each time. Start it again, more slowly, with another client token.`;
  return store.transaction((tx) =>
    failTaskAt(tx, services, task, { reasonCode: 'RequestThrottled', message }),
  );
};
