import type { BodyBudget } from './body-budget.ts';

/** The first buffer of a body that does not arrive whole in its first chunk. */
const FIRST_BYTES = 16_384;
const EMPTY = Buffer.alloc(0);

/** A body in memory, in one buffer that grows. */
export interface HeldBody {
  /** Copies a chunk to the end. Returns false if the budget has no room for it. */
  append(chunk: Buffer): boolean;
  /** Counts it in another budget from now on. Returns false if that has no room for it. */
  moveTo(other: BodyBudget): boolean;
  /** The body. Call once, when it is complete. */
  whole(): Buffer;
  /** Gives its bytes back to the budget. Idempotent. */
  release(): void;
}

export interface HeldBodyOptions {
  /** Where it is counted first; undefined if it is not counted. */
  first: BodyBudget | undefined;
  /** The address whose share it uses. Asked once, if the body is counted. */
  addressOf(): string;
  /** The size that it will have at most. */
  mostBytes: number;
  /** Called when bytes are counted for the first time. */
  onHeld(): void;
}

/**
 * Creates an empty body. The size of its buffer is what is counted, so chunks of one byte cost no more than one large one,
 * and a body that only promises to be large costs nothing.
 */
export const createHeldBody = ({ first, addressOf, mostBytes, onHeld }: HeldBodyOptions): HeldBody => {
  let budget = first;
  let buffer: Buffer = EMPTY;
  let usedBytes = 0;
  let heldBytes = 0;
  let address = '';
  const grow = (neededBytes: number): boolean => {
    const capacity = Math.min(mostBytes, Math.max(FIRST_BYTES, 2 * buffer.length, neededBytes));
    const moreBytes = capacity - buffer.length;
    if (budget) {
      if (heldBytes === 0) address = addressOf();
      if (!budget.take(address, moreBytes)) return false;
      if (heldBytes === 0) onHeld();
      heldBytes += moreBytes;
    }
    const grown = Buffer.allocUnsafeSlow(capacity);
    buffer.copy(grown, 0, 0, usedBytes);
    buffer = grown;
    return true;
  };
  return {
    append: (chunk) => {
      const neededBytes = usedBytes + chunk.length;
      if (neededBytes > buffer.length && !grow(neededBytes)) return false;
      chunk.copy(buffer, usedBytes);
      usedBytes = neededBytes;
      return true;
    },
    moveTo: (other) => {
      if (heldBytes > 0) {
        if (!other.take(address, heldBytes)) return false;
        budget?.give(address, heldBytes);
      }
      budget = other;
      return true;
    },
    whole: () => buffer.subarray(0, usedBytes),
    release: () => {
      if (heldBytes > 0) budget?.give(address, heldBytes);
      heldBytes = 0;
      buffer = EMPTY;
      usedBytes = 0;
    },
  };
};
