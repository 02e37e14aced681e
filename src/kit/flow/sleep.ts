import { setTimeout } from 'node:timers/promises';

/** Resolves after some milliseconds; rejects when the signal aborts. See real-time.ts for why it is kept at import. */
export const sleep: typeof setTimeout = setTimeout;
