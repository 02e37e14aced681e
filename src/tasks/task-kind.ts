import type { Work } from '../changes/work.ts';
import type { OperationName } from '../model/contract.ts';
import type { Arns, TaskResource } from '../model/identifiers.ts';
import type { TaskResult } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';

/** One step of a task: its writes are one transaction, and its effect happens once. */
export interface Step {
  /** For the operator, who can fail a step by its name. Unique within the task. */
  name: string;
  /**
   * Does the step, and answers the columns of the task that it changes.
   * Throws `StepFailure` if the step can never be done: the task fails. After any other error the step is retried.
   */
  run(work: Work, task: Tasks): Promise<TaskResult>;
}

/**
 * A kind of task: everything there is to know of it, in `tasks/<operation>/index.ts`, where it is found. `Shown` is what
 * the API shows of such a task.
 */
export interface TaskKind<Shown extends object = object> {
  /** The operation that starts it, by which the row of a task names its kind. */
  name: OperationName;
  /** The type of resource in its ARN. */
  resource: TaskResource;
  /** Characters of its id after `task-`, as the pattern of the API says. */
  idLength: 13 | 14;
  /** Whether the operation that starts it waits for its end before it answers. */
  waits: boolean;
  /** What happens, in order. */
  steps: readonly Step[];
  /** The members that the operations that start and list such tasks answer. Each answers those that its shape has. */
  describe(task: Tasks, arn: string): Shown;
}

/** Whether something that a file exports is a kind of task. */
export const isTaskKind = (exported: unknown): exported is TaskKind =>
  typeof exported === 'object' && exported !== null && 'steps' in exported && 'describe' in exported;

/** What the API shows of a task of this kind. */
export const describeTask = <Shown extends object>(
  { resource, describe }: TaskKind<Shown>,
  task: Tasks,
  arns: Arns,
): Shown => describe(task, arns.shared(resource, task.catalog, task.id));

/** How many steps are done if a task begins with `step`. */
export const stepsBefore = ({ steps }: TaskKind, step: Step): number => steps.indexOf(step);
