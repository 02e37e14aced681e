import type { Work } from '../changes/work.ts';
import type { OperationName } from '../model/contract.ts';
import type { ReasonCode } from '../model/documents.ts';
import type { Arns, TaskResource } from '../model/identifiers.ts';
import type { TaskResult } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';

/** The work of one step. */
export interface StepWork extends Work {
  /**
   * Throws `StepFailure` unless the principal that started the task may do an action, one of the step's `needs`, on the
   * resource with this ARN. Ask early, because the first question of a step may run it again.
   */
  may(action: OperationName, arn: string): Promise<void>;
}

/** One step of a task. Its writes are one transaction, and its effect happens once. */
export interface Step {
  /** Unique within the task. The operator can make a step fail by its name. */
  name: string;
  /** The operation that it performs for the account, and that counts against the account's quotas. */
  performs?: OperationName;
  /**
   * The actions that the principal that started the task needs permission for when the step runs, each with the reason for
   * which the task fails without it. AWS docs: service authorization reference, "API operations defined by AWS Partner
   * Central", which lists them with the operation that starts the task.
   */
  needs?: Readonly<Partial<Record<OperationName, ReasonCode>>>;
  /**
   * Does the step and returns the columns of the task that it changes.
   * Throws `StepFailure` if the step cannot succeed: the task fails. After any other error the step is retried.
   */
  run(work: StepWork, task: Tasks): Promise<TaskResult>;
}

/**
 * The complete definition of a kind of task, loaded from `tasks/<operation>/index.ts`. `Shown` is the API's view of such a
 * task.
 */
export interface TaskKind<Shown extends object = object> {
  /** The operation that starts it. The row of a task refers to its kind by this name. */
  name: OperationName;
  /** The resource type in its ARN. */
  resource: TaskResource;
  /** Number of characters of its id after `task-`, from the API's pattern. */
  idLength: 13 | 14;
  /** Whether the operation that starts it waits for its end before it responds. */
  waits: boolean;
  /** In order. */
  steps: readonly Step[];
  /** Returns the members that operations return of such a task. Each returns those that its shape has. */
  describe(task: Tasks, arn: string): Shown;
}

export const isTaskKind = (exported: unknown): exported is TaskKind =>
  typeof exported === 'object' && exported !== null && 'steps' in exported && 'describe' in exported;

/** What the API shows of a task of this kind. */
export const describeTask = <Shown extends object>(
  { resource, describe }: TaskKind<Shown>,
  task: Tasks,
  arns: Arns,
): Shown => describe(task, arns.shared(resource, task.catalog, task.id));

/** Returns how many steps count as done if a task starts at `step`. */
export const stepsBefore = ({ steps }: TaskKind, step: Step): number => steps.indexOf(step);
