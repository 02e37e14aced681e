/** The time that a Start… operation waits for the end of its task by default. */
export const DEFAULT_TASK_WAIT_MS = 5_000;
/** The longest time that it can be told to wait. */
export const LONGEST_TASK_WAIT_MS = 600_000;
