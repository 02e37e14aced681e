import { type Services, StepFailure } from '../changes/work.ts';
import type { Timestamp } from '../model/contract.ts';
import { countTry, findTask, lockTask, type TaskKey, updateTask } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables.ts';
import { completeTask, type Failure, failTaskAt } from './end-task.ts';
import { failByFault } from './fail-by-fault.ts';
import { startEngagementByAcceptingInvitation } from './start-engagement-by-accepting-invitation/index.ts';
import { startEngagementFromOpportunity } from './start-engagement-from-opportunity/index.ts';
import { startOpportunityFromEngagement } from './start-opportunity-from-engagement/index.ts';
import { startProspectingFromEngagement } from './start-prospecting-from-engagement/index.ts';
import type { Workflow } from './workflow.ts';

/** Every kind of task there is. */
const workflows: readonly Workflow[] = [
  startEngagementByAcceptingInvitation,
  startEngagementFromOpportunity,
  startOpportunityFromEngagement,
  startProspectingFromEngagement,
];

const stepsOf = (operation: string): Workflow['steps'] =>
  workflows.find((workflow) => workflow.operation === operation)?.steps ?? [];

/** The names of all steps, by the operation that starts the task. */
export const stepNames: ReadonlyMap<string, readonly string[]> = new Map(
  workflows.map(({ operation, steps }) => [operation, steps.map(({ name }) => name)]),
);

/**
 * Runs the steps of a task that are left, each in a transaction of its own that is durable before the next begins.
 * May run twice for one task, even at once: whoever has the task's row does the step, alone.
 * Throws what a step throws, except a `StepFailure`, which ends the task. Costs per step: one transaction, and two
 * statements beside the step's own.
 */
export const runTask = async (services: Services, key: TaskKey): Promise<void> => {
  while (await runNextStep(services, key));
};

/** Answers whether there may be a step after it. */
const runNextStep = async (services: Services, key: TaskKey): Promise<boolean> => {
  if (await failByFault(services, key, stepsOf)) return false;
  let task: Tasks | undefined;
  try {
    return await services.store.transaction(async (tx) => {
      task = await lockTask(tx, key);
      if (task?.status !== 'IN_PROGRESS') return false;
      const steps = stepsOf(task.operation);
      const step = steps[task.step];
      if (!step) throw new Error(`${task.operation} has no step ${task.step + 1}`);
      const now = services.clock.now();
      const result = await step.run({ tx, now, services }, task);
      const changes = { ...result, ...afterStep(task, now) };
      const isLast = task.step + 1 === steps.length;
      if (isLast) await completeTask(tx, services, task, { ...changes, end_time: now });
      else await updateTask(tx, key, changes);
      return !isLast;
    });
  } catch (error) {
    if (task && error instanceof StepFailure) {
      const { reasonCode, message } = error;
      await fail(services, key, task.step, { reasonCode, message });
      return false;
    }
    if (task) await noteTry(services, key, task.step);
    throw error;
  }
};

/** What a task is once its next step is done. */
const afterStep = ({ step, steps, tries }: Tasks, now: Timestamp) => ({
  step: step + 1,
  steps: `${steps}${now}*${tries + 1},`,
  tries: 0,
});

/** Ends a task whose step could not be done, however often it was tried. */
export const giveUpTask = async (services: Services, key: TaskKey): Promise<void> => {
  const task = await findTask(services.store.reads, key);
  if (!task) return;
  const message = 'The task failed on our side, again and again. Start it again with another client token.';
  await fail(services, key, task.step, { reasonCode: 'InternalError', message, isTry: false });
};

/** For the operator to see. Where it cannot be noted, as the store fails, what failed is what counts. */
const noteTry = async ({ store }: Services, key: TaskKey, stepsDone: number): Promise<void> => {
  await store.transaction((tx) => countTry(tx, key, stepsDone)).catch(() => {});
};

const fail = async (services: Services, key: TaskKey, stepsDone: number, failure: Failure): Promise<void> => {
  await services.store.transaction((tx) => failTaskAt(tx, services, key, stepsDone, failure));
};
