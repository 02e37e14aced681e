import { loadTaskKinds } from '../tasks/index.ts';

// Schemas name them, so this module waits until they are loaded; only actions import it, which load on first use.
const kinds = await loadTaskKinds();

/** The names of the steps of each kind of task, by the operation that starts it. */
export const stepNames: ReadonlyMap<string, readonly string[]> = new Map(
  [...kinds].map(([operation, { steps }]) => [operation, steps.map(({ name }) => name)]),
);

/** The operations that wait for the end of the task that they start. */
export const waitingOperations: readonly string[] = [...kinds.values()]
  .filter(({ waits }) => waits)
  .map(({ name }) => name);
