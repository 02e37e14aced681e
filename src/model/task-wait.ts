/** How long a Start… operation waits for its task's end by default, in milliseconds. */
export const DEFAULT_TASK_WAIT = 5_000;
/** The maximum, in milliseconds. */
export const LONGEST_TASK_WAIT = 600_000;
