import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What one test file ran, the last time that it was run. */
export interface TestRecord {
  seconds: number;
  /** The names of the functions that ran, by file of src/. That of a function without a name is empty. */
  functions: Record<string, string[]>;
}

const folder = 'coverage/functions';

/** Where the record of a test file is kept. */
export const recordOf = (root: string, testFile: string): string => join(root, folder, `${testFile}.json`);

export interface KeptRecord extends TestRecord {
  /** When it was made, in milliseconds since 1970: of files that changed since then it tells nothing. */
  madeAt: number;
}

/** The records of all test files that are still there, by test file. */
export const readRecords = (root: string): Map<string, KeptRecord> =>
  new Map(
    globSync('test/**/*.test.ts', { cwd: root }).flatMap((testFile) => {
      const path = recordOf(root, testFile);
      try {
        return [[testFile, { ...JSON.parse(readFileSync(path, 'utf8')), madeAt: statSync(path).mtimeMs }]];
      } catch {
        return [];
      }
    }),
  );
