import { setTimeout } from '../flow/real-time.ts';

export interface RepeatsOptions {
  /** How many lines of a key are written in a window. */
  most: number;
  windowMs: number;
  /** Keys that are told apart; the lines of further ones count as one. */
  mostKeys?: number;
}

/** What is known of the lines of a key in this window. */
interface Kept {
  count: number;
  /** Writes the last one that was left out, with the number of those left out. */
  tell: ((leftOut: number) => void) | undefined;
}

const OTHERS = '';

/**
 * Leaves out lines that repeat, so that a client in a loop neither fills the disk nor hides the others. Each window ends with
 * one line that tells how many were left out. Costs a look-up per line, and a timer while there are lines.
 */
export const createRepeats = ({ most, windowMs, mostKeys = 1_000 }: RepeatsOptions) => {
  const keys = new Map<string, Kept>();
  let isCounting = false;

  const endWindow = (): void => {
    isCounting = false;
    const ended = [...keys.values()];
    keys.clear();
    for (const { count, tell } of ended) tell?.(count - most);
  };
  return {
    /** Calls `write` unless too many lines of this key were written. `leftOut` is given with the line that tells of others. */
    pass: (key: string, write: (leftOut?: number) => void): void => {
      if (!isCounting) {
        isCounting = true;
        setTimeout(endWindow, windowMs).unref();
      }
      const name = keys.size < mostKeys || keys.has(key) ? key : OTHERS;
      const kept = keys.get(name) ?? { count: 0, tell: undefined };
      keys.set(name, kept);
      kept.count += 1;
      if (kept.count <= most) write();
      else kept.tell = write;
    },
  };
};
