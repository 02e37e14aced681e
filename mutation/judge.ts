import type { GroupedTests } from './choose-tests.ts';
import { type Mutation, mutate } from './mutations.ts';
import type { Workplace } from './workplace.ts';

/** The outcome of a mutation. It has surely survived only if no test was left out. */
export type Verdict =
  | { isKilled: true; by: string }
  | { isKilled: false; testFiles: number; leftOut: number };

/** Timeout of a test run, ample for a slow machine: a longer run is an endless loop. */
const TIMEOUT_MS = 240_000;

/** Judges mutations, each in a workplace that nothing else uses at the time. */
export interface Judge {
  /** Runs one group of tests after another until one fails because of the mutation. */
  judge(place: Workplace, mutation: Mutation, tests: GroupedTests): Promise<Verdict>;
}

export const createJudge = (): Judge => {
  /** Whether a test file passes without a mutation. Checked once, when it first fails with one. */
  const passing = new Map<string, boolean>();

  const passes = async (place: Workplace, testFile: string): Promise<boolean> => {
    const known = passing.get(testFile);
    if (known !== undefined) return known;
    const failed = await place.run([testFile], TIMEOUT_MS);
    passing.set(testFile, failed.length === 0);
    return failed.length === 0;
  };

  return {
    judge: async (place, mutation, { groups, leftOut }) => {
      const text = place.read(mutation.file);
      try {
        for (const group of groups) {
          let testFiles = group.filter((testFile) => passing.get(testFile) !== false);
          while (testFiles.length > 0) {
            place.write(mutation.file, mutate(text, mutation));
            const failed = await place.run(testFiles, TIMEOUT_MS);
            if (failed === 'hang') return { isKilled: true, by: 'never ends' };
            if (failed.length === 0) break;
            place.write(mutation.file, text);
            for (const testFile of failed)
              if (await passes(place, testFile)) return { isKilled: true, by: testFile };
            testFiles = testFiles.filter((testFile) => passing.get(testFile) !== false);
          }
        }
        const run = groups.flat().filter((testFile) => passing.get(testFile) !== false);
        return { isKilled: false, testFiles: run.length, leftOut };
      } finally {
        place.write(mutation.file, text);
      }
    },
  };
};
