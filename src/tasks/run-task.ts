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
import { findTask, type TaskKey, type TaskResult, updateTask } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import { countStep } from './count-step.ts';
import { announceComplete, type Failure, failTaskAt } from './end-task.ts';
import { failByInjection } from './fail-by-injection.ts';
import { loadTaskKinds, type TaskKinds } from './index.ts';
import { noteTry } from './note-try.ts';
import type { Step, StepWork } from './task-kind.ts';

/** What a run of a task knows of it: its row, unless another run may have changed it. */
interface Known {
  task?: Tasks;
}

/** Thrown by a step that another run of the task has done, or that it ended at, meanwhile. */
class MovedOn extends Error {}

/**
 * Runs the remaining steps of a task, each in its own transaction, which is durable before the next one begins. May be
 * called more than once for a task, even concurrently: a step counts itself as done in its last statement, which undoes it if it is done
 * already. So the row that a step has written is what the next one begins with.
 * Throws what a step throws, except `StepFailure`, which ends the task. Costs per step: one transaction, and a
 * statement in addition to the step's, the first time two; if the task's principal has policies, the first statements of the step once more.
 */
export const runTask = async (services: Services, key: TaskKey): Promise<void> => {
  const kinds = await loadTaskKinds();
  const next = (known: Known) =>
    inSpan('task step', 'internal', (span) => runNextStep(services, kinds, key, known, span));
  const effects = services.effects?.ofTask(key.id);
  await (effects ? noting({ effects }, () => repeat(next)) : repeat(next));
};

const repeat = async (next: (known: Known) => Promise<Known | undefined>): Promise<void> => {
  for (let known: Known | undefined = {}; known; ) known = await next(known);
};

/** Returns what is known for the step after it; undefined if none remains. */
const runNextStep = async (
  services: Services,
  kinds: TaskKinds,
  key: TaskKey,
  known: Known,
  span: Span | undefined,
): Promise<Known | undefined> => {
  if (await failByInjection(services, kinds, key)) return undefined;
  if (await countStep(services, kinds, key)) return undefined;
  let task: Tasks | undefined;
  const meter = meterStep(services, kinds, () => task);
  try {
    const after = await runWork(services, async (work) => {
      const { tx, now } = work;
      task = known.task ?? (await findTask(tx, key));
      if (task?.status !== 'IN_PROGRESS') return undefined;
      const { steps = [] } = kinds.get(task.operation) ?? {};
      const step = steps[task.step];
      if (!step) throw new Error(`${task.operation} has no step ${task.step + 1}`);
      span?.rename(step.name);
      span?.set({ 'cosell.task.operation': task.operation, 'cosell.task.step': task.step + 1 });
      const result = await step.run({ ...work, may: createMay(work, task, step) }, task);
      const isLast = task.step + 1 === steps.length;
      const changes = {
        ...changedColumns<TaskResult>(task, result),
        ...afterStep(task, now),
        ...(isLast && { status: 'COMPLETE' as const, end_time: now }),
      };
      if (!(await updateTask(tx, task, changes))) throw new MovedOn();
      const changed = { ...task, ...changes };
      if (isLast) announceComplete(tx, services, changed);
      announceTask(tx, services.news, key);
      return isLast ? undefined : { task: changed };
    });
    meter('done');
    return after;
  } catch (error) {
    if (error instanceof MovedOn) return {};
    if (task && error instanceof StepFailure) {
      const { reasonCode, message } = error;
      if (!(await fail(services, task, { reasonCode, message }))) return {};
      meter('failed');
      return undefined;
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

const fail = (services: Services, task: Tasks, failure: Failure): Promise<boolean> =>
  services.store.transaction((tx) => failTaskAt(tx, services, task, failure));
