import type { Work } from '../changes/work.ts';
import type { OperationName } from '../model/contract.ts';
import type { TaskResult } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables.ts';

/** One step of a task: all its writes are one transaction, its effect happens once. */
export interface Step {
  /** What it does, for logs and for the operator. */
  name: string;
  /**
   * Does the step for a task. Answers what the task is to show from then on.
   * Throws `StepFailure` when it can never be done, anything else to be run again later.
   */
  run(work: Work, task: Tasks): Promise<TaskResult>;
}

/** An asynchronous task: the operation that starts it, and its steps in order. */
export interface Workflow {
  operation: OperationName;
  steps: readonly Step[];
}
