/** Milliseconds that a Start… operation waits for the end of its task, if nothing else is said. */
export const DEFAULT_TASK_WAIT = 5_000;
/** The most that can be asked for, in milliseconds. */
export const LONGEST_TASK_WAIT = 600_000;
