/** How long a call takes, in milliseconds, before the log says where its time went. */
export const DEFAULT_SLOW_CALL_MS = 1_000;
