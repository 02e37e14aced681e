import { createHash } from 'node:crypto';

/** Shuffles by the hash of seed and key, so that adding or removing items keeps the order of the others. */
export const shuffle = <T>(all: readonly T[], seed: string, keyOf: (one: T) => string): T[] =>
  all
    .map((one) => ({
      one,
      hash: createHash('sha256')
        .update(`${seed} ${keyOf(one)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ one }) => one);
