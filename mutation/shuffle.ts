import { createHash } from 'node:crypto';

/** An order by chance, the same for the same seed whatever else is among them: by the hash of seed and key. */
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
