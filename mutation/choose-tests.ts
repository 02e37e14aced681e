import { basename, dirname } from 'node:path';
import type { Mutation } from './mutations.ts';
import type { TestRecord } from './records.ts';

/** Words of a path that tell nothing of its subject. */
const commonWords = new Set(['src', 'test', 'ts', 'index', 'the', 'of', 'from', 'by', 'and', 'to', 'a']);

/** Words of a path, in the singular. */
const wordsOf = (path: string): Set<string> =>
  new Set(
    path
      .split(/[^a-z0-9]+/)
      .map((word) => word.replace(/(?<=[^s])s$/, ''))
      .filter((word) => word && !commonWords.has(word)),
  );

/** A test file that no run has recorded: it starts processes, most likely. */
const UNKNOWN_SECONDS = 15;

/** Whether a test ran the code of a mutation, as far as its record tells. */
const runs = ({ functions }: TestRecord, { file, functions: inside }: Mutation): boolean => {
  const ran = functions[file];
  const [innermost] = inside;
  return ran !== undefined && (innermost === undefined || ran.includes(innermost));
};

export interface ChosenTest {
  testFile: string;
  seconds: number;
}

/**
 * The test files that can notice a mutation, likeliest first: that which mirrors the file, those in the mirrored folder or alike by
 * words of their names, then the quickest. If no record names the function, it is new or runs only in processes that tests start:
 * then those which share a word with its path are chosen.
 */
export const chooseTests = (
  mutation: Mutation,
  testFiles: readonly string[],
  records: ReadonlyMap<string, TestRecord>,
): ChosenTest[] => {
  const words = wordsOf(mutation.file);
  const mirrored = mutation.file.replace(/^src/, 'test');
  const alike = (testFile: string): number => {
    if (dirname(testFile) === dirname(mirrored))
      return basename(testFile).startsWith(basename(mirrored, '.ts')) ? 100 : 50;
    return [...wordsOf(testFile)].filter((word) => words.has(word)).length;
  };
  const running = testFiles.filter((testFile) => {
    const record = records.get(testFile);
    return record ? runs(record, mutation) : alike(testFile) >= 50;
  });
  const chosen = running.length > 0 ? running : testFiles.filter((testFile) => alike(testFile) > 0);
  return chosen
    .map((testFile) => ({
      testFile,
      seconds: records.get(testFile)?.seconds ?? UNKNOWN_SECONDS,
      alike: alike(testFile),
    }))
    .sort((one, other) => other.alike - one.alike || one.seconds - other.seconds);
};

/** Tests in groups that are run one after the other, the first of them short; what exceeds the budget is left out. */
export const groupTests = (tests: readonly ChosenTest[], budgetSeconds: number): string[][] => {
  const groups: string[][] = [[], [], []];
  let total = 0;
  for (const [index, { testFile, seconds }] of tests.entries()) {
    total += seconds;
    if (index > 0 && total > budgetSeconds) continue;
    groups[index === 0 || total < 8 ? 0 : total < 30 ? 1 : 2]?.push(testFile);
  }
  return groups.filter((group) => group.length > 0);
};
