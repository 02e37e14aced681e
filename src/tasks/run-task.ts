import { refusalOf } from '../changes/may.ts';
import { announceTask } from '../changes/news.ts';
import { runWork, type Services, StepFailure, type Work } from '../changes/work.ts';
import { noting } from '../kit/flow/on-behalf.ts';
import { performance } from '../kit/flow/real-time.ts';
import { inSpan } from '../kit/trace/in-span.ts';
import type { Span } from '../kit/trace/span.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Tag } from '../model/documents.ts';
import { changedColumns } from '../store/changed-columns.ts';
import {
  findTask,
  lockTask,
  type TaskKey,
  type TaskResult,
  updateTask,
} from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import { countStep } from './count-step.ts';
import { completeTask, type Failure, failTaskAt } from './end-task.ts';
import { failByInjection } from './fail-by-injection.ts';
import { loadTaskKinds, type TaskKinds } from './index.ts';
import { noteTry } from './note-try.ts';
import type { Step, StepWork } from './task-kind.ts';

/**
 * Runs the remaining steps of a task, each in its own transaction, which is durable before the next one begins. May be
 * called more than once for a task, even concurrently: the lock of the task's row ensures that a step is done once.
 * Throws what a step throws, except `StepFailure`, which ends the task. Costs per step: one transaction, and two
 * statements in addition to the step's; if the task's principal has policies, the first statements of the step once more.
 */
export const runTask = async (services: Services, key: TaskKey): Promise<void> => {
  const kinds = await loadTaskKinds();
  const next = () => inSpan('task step', 'internal', (span) => runNextStep(services, kinds, key, span));
  const effects = services.effects?.ofTask(key.id);
  await (effects ? noting({ effects }, () => repeat(next)) : repeat(next));
};

const repeat = async (next: () => Promise<boolean>): Promise<void> => {
  while (await next());
};

/** Returns whether steps may remain. */
const runNextStep = async (
  services: Services,
  kinds: TaskKinds,
  key: TaskKey,
  span: Span | undefined,
): Promise<boolean> => {
  if (await failByInjection(services, kinds, key)) return false;
  if (await countStep(services, kinds, key)) return false;
  let task: Tasks | undefined;
  const meter = meterStep(services, kinds, () => task);
  try {
    const isToGoOn = await runWork(services, async (work) => {
      const { tx, now } = work;
      task = await lockTask(tx, key);
      if (task?.status !== 'IN_PROGRESS') return false;
      const { steps = [] } = kinds.get(task.operation) ?? {};
      const step = steps[task.step];
      if (!step) throw new Error(`${task.operation} has no step ${task.step + 1}`);
      span?.rename(step.name);
      span?.set({ 'cosell.task.operation': task.operation, 'cosell.task.step': task.step + 1 });
      const result = await step.run({ ...work, may: createMay(work, task, step) }, task);
      const changes = { ...changedColumns<TaskResult>(task, result), ...afterStep(task, now) };
      const isLast = task.step + 1 === steps.length;
      if (isLast) await completeTask(tx, services, task, { ...changes, end_time: now });
      else {
        await updateTask(tx, key, changes);
        announceTask(tx, services.news, key);
      }
      return !isLast;
    });
    meter('done');
    return isToGoOn;
  } catch (error) {
    if (task && error instanceof StepFailure) {
      const { reasonCode, message } = error;
      await fail(services, task, { reasonCode, message });
      meter('failed');
      return false;
    }
    meter('retried');
    // If counting the try fails too, the step's error is the one to report.
    if (task) await noteTry(services, task).catch(() => {});
    throw error;
  }
};

/** Returns the function that counts the step that `taskOf` has begun, if it was one. */
const meterStep = ({ meters }: Services, kinds: TaskKinds, taskOf: () => Tasks | undefined) => {
  const began = performance.now();
  return (outcome: 'done' | 'failed' | 'retried'): void => {
    const task = taskOf();
    const step = task?.status === 'IN_PROGRESS' && kinds.get(task.operation)?.steps[task.step];
    if (!task || !step) return;
    meters.taskSteps.count([task.operation, step.name, outcome]);
    meters.stepDuration.measure([task.operation, step.name], (performance.now() - began) / 1000);
  };
};

/** Asks whether the task's principal may do what a step needs, by its policies of this moment. */
const createMay =
  (work: Work, task: Tasks, step: Step): StepWork['may'] =>
  async (action, resource) => {
    const reasonCode = step.needs?.[action];
    if (!reasonCode) throw new Error(`The step "${step.name}" does not say that it needs ${action}.`);
    const { catalog, principal } = task;
    if (principal === '') return;
    const requestTags: Tag[] = JSON.parse(task.tags);
    const asked = { action: `partnercentral:${action}`, resource, catalog, requestTags };
    const refusal = await refusalOf(work, principal, asked);
    if (refusal === undefined) return;
    throw new StepFailure(
      reasonCode,
      `${refusal}. Allow it in a policy of this principal, then start again with another client token.`,
    );
  };

/** Returns the columns of a task after its next step. */
const afterStep = ({ step, steps, tries }: Tasks, now: Timestamp) => ({
  step: step + 1,
  steps: `${steps}${now}*${tries + 1},`,
  tries: 0,
});

/** Fails a task if the retries of its step are used up. */
export const giveUpTask = async (services: Services, key: TaskKey): Promise<void> => {
  const task = await findTask(services.store.reads, key);
  if (!task) return;
  const message = 'The task failed on our side, again and again. Start it again with another client token.';
  await fail(services, task, { reasonCode: 'InternalError', message, isTry: false });
};

const fail = async (services: Services, task: Tasks, failure: Failure): Promise<void> => {
  await services.store.transaction((tx) => failTaskAt(tx, services, task, failure));
};
