import { loadTaskKinds } from '../tasks/index.ts';

// Top-level await, because schemas need the kinds. Only actions import this module, and they are loaded on first use.
const kinds = await loadTaskKinds();

/** The names of the steps of each kind of task, by the operation that starts it. */
export const stepNames: ReadonlyMap<string, readonly string[]> = new Map(
  [...kinds].map(([operation, { steps }]) => [operation, steps.map(({ name }) => name)]),
);

/** The operations that wait for the end of the task that they start. */
export const waitingOperations: readonly string[] = [...kinds.values()]
  .filter(({ waits }) => waits)
  .map(({ name }) => name);
