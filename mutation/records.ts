import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A record of a test file's last run. */
export interface TestRecord {
  seconds: number;
  /** The names of the functions that ran, by file of src/. The name of an anonymous function is empty. */
  functions: Record<string, string[]>;
}

const folder = 'coverage/functions';

/** The path of a test file's record. */
export const recordOf = (root: string, testFile: string): string => join(root, folder, `${testFile}.json`);

export interface KeptRecord extends TestRecord {
  /** Its modification time in milliseconds since 1970. The record does not apply to files that changed later. */
  madeAt: number;
}

/** Reads the records of all existing test files, by test file. */
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
