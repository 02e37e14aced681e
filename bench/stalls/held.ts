/** How long turns of a server's event loop held it. */
export interface Held {
  turns: number;
  /** Turns of more than 10 ms of the processor. */
  over: number;
  /** The longest, in milliseconds of the processor, and with what it waited for, mostly the disk. */
  ranMs: number;
  heldMs: number;
  /** What most of the longest turn was spent in. */
  where: string;
}

export const NOTHING_HELD: Held = { turns: 0, over: 0, heldMs: 0, ranMs: 0, where: '' };
