import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** What dist/ is made of, but for the console and the documentation. */
const SOURCES = ['src', 'bundle', 'console/build/notices.ts', 'package.json', 'package-lock.json'];

/** The command as it is published. */
export const BUNDLED_COMMAND = join(root, 'dist/cli/main.js');

/** Entries of a folder with the folder itself, whose time tells of removed ones; or a file. */
const withEntries = (path: string): string[] =>
  statSync(path).isDirectory()
    ? [path, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))]
    : [path];

/** Whether a file of dist/ is there and newer than everything that it is made of. */
export const isCurrent = (file: string): boolean => {
  const builtMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = SOURCES.flatMap((name) => withEntries(join(root, name)));
  return builtMs > 0 && sources.every((path) => statSync(path).mtimeMs <= builtMs);
};
