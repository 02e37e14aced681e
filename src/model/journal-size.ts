/** How many calls the journal keeps by default. */
export const DEFAULT_JOURNAL = 1_000;
/** The most that it can be told to keep. */
export const LARGEST_JOURNAL = 100_000;
