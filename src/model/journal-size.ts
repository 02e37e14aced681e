/** How many calls the journal keeps by default. */
export const DEFAULT_JOURNAL = 1_000;
/** The most that it can be told to keep. */
export const LARGEST_JOURNAL = 100_000;
/** How many attempts to deliver events are kept by default, and at most. */
export const DEFAULT_DELIVERIES = 1_000;
export const LARGEST_DELIVERIES = 100_000;
