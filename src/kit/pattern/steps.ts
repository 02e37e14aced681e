/** Counts the steps of a computation whose size others choose. A step is about as long everywhere: some tens of nanoseconds. */
export interface Steps {
  readonly taken: number;
  /** Counts steps that are about to be taken. Throws `TooManySteps` beyond the limit. */
  take(count: number): void;
}

/** A computation would take more steps than it may. */
export class TooManySteps extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`It takes more than ${limit} steps.`);
    this.name = 'TooManySteps';
    this.limit = limit;
  }
}

/** Characters of a text that are looked at in one step. */
export const CHARACTERS_PER_STEP = 16;

/** The steps for looking at every character of a text. */
export const stepsForText = (text: string): number => 1 + Math.floor(text.length / CHARACTERS_PER_STEP);

export const createSteps = (limit: number): Steps => {
  let taken = 0;
  return {
    get taken() {
      return taken;
    },
    take: (count) => {
      taken += count;
      if (taken > limit) throw new TooManySteps(limit);
    },
  };
};
