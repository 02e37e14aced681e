import { basename, dirname } from 'node:path';
import type { Mutation } from './mutations.ts';
import type { KeptRecord } from './records.ts';

/** Words of a path that do not describe its subject. */
const commonWords = new Set(['src', 'test', 'ts', 'index', 'the', 'of', 'from', 'by', 'and', 'to', 'a']);

/** Words of a path, in the singular. */
const wordsOf = (path: string): Set<string> =>
  new Set(
    path
      .split(/[^a-z0-9]+/)
      .map((word) => word.replace(/(?<=[^s])s$/, ''))
      .filter((word) => word && !commonWords.has(word)),
  );

/** Whether two words have a stem in common: association, disassociate. */
const areAlike = (one: string, other: string): boolean =>
  one === other ||
  (one.length > 5 &&
    other.length > 5 &&
    (one.includes(other.slice(0, 6)) || other.includes(one.slice(0, 6))));

/** Estimate for a test file without a record. It probably starts processes. */
const UNKNOWN_SECONDS = 15;

/** A word of a file's name counts more than one of its folders. */
const NAME_WEIGHT = 2;

/** Running time that outweighs one common word. */
const SECONDS_OF_A_WORD = 10;

/** Whether a test ran the code of a mutation according to its record. */
const runs = ({ functions }: KeptRecord, { file, functions: inside }: Mutation): boolean => {
  const ran = functions[file];
  // A file has many anonymous functions, so look for the innermost named one.
  const known = inside.find((name) => name !== '') ?? inside[0];
  return ran !== undefined && (known === undefined || ran.includes(known));
};

export interface ChosenTest {
  testFile: string;
  seconds: number;
}

/**
 * Returns the test files that can notice a mutation, the likeliest and fastest first: the one that mirrors the file, those in
 * the mirrored folder, those that share words with its path. If no record names the function, it is new or runs only in
 * processes that tests start: then only test files that share a word with its path are returned.
 */
export const chooseTests = (
  mutation: Mutation,
  testFiles: readonly string[],
  records: ReadonlyMap<string, KeptRecord>,
): ChosenTest[] => {
  const [folders, name] = [dirname(mutation.file), basename(mutation.file)].map(wordsOf);
  const mirrored = mutation.file.replace(/^src/, 'test');
  const alike = (testFile: string): number => {
    if (dirname(testFile) === dirname(mirrored))
      return basename(testFile).startsWith(basename(mirrored, '.ts')) ? 100 : 50;
    const words = wordsOf(testFile);
    const inCommon = (ours = new Set<string>()) =>
      [...ours].filter((word) => [...words].some((other) => areAlike(word, other))).length;
    return inCommon(folders) + NAME_WEIGHT * inCommon(name);
  };
  const running = testFiles.filter((testFile) => {
    const record = records.get(testFile);
    if (!record) return alike(testFile) >= 50;
    return record.madeAt < mutation.fileChangedAt ? alike(testFile) > 0 : runs(record, mutation);
  });
  const isKnown = running.length > 0;
  const chosen = isKnown ? running : testFiles.filter((testFile) => alike(testFile) > 0);
  return chosen
    .map((testFile) => {
      const seconds = records.get(testFile)?.seconds ?? UNKNOWN_SECONDS;
      // Tests that start processes are slow, but only they notice mutations of code that runs there.
      const weight = alike(testFile) - (isKnown ? seconds / SECONDS_OF_A_WORD : 0);
      return { testFile, seconds, weight };
    })
    .sort((one, other) => other.weight - one.weight || one.seconds - other.seconds);
};

/** Tests in groups to run one after another, the fastest group first. */
export interface GroupedTests {
  groups: string[][];
  /** The number of tests beyond the budget. */
  leftOut: number;
}

/** Groups the likeliest tests within a budget, at least one. */
export const groupTests = (tests: readonly ChosenTest[], budgetSeconds: number): GroupedTests => {
  const groups: [string[], string[], string[]] = [[], [], []];
  let [total, leftOut] = [0, 0];
  for (const { testFile, seconds } of tests) {
    if (total > 0 && total + seconds > budgetSeconds) {
      leftOut += 1;
      continue;
    }
    total += seconds;
    groups[total < 8 ? 0 : total < 30 ? 1 : 2].push(testFile);
  }
  return { groups: groups.filter((group) => group.length > 0), leftOut };
};
