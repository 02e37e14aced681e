import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackage } from './packages.ts';

/** What Vite wrote of what it bundled into the server and into the console, and what makes it write that. */
const LISTS = [
  { file: 'dist/THIRD-PARTY.md', script: 'build' },
  { file: 'dist/console/THIRD-PARTY.md', script: 'console:build' },
];
/** A package in such a list. */
const HEADING = /^## (\S+) - (\S+)/gm;

/**
 * Returns the packages, as `name@version`, that the built server and console contain: users get them although only development
 * installs them.
 * @throws Error that says what to run if one of them is not built
 */
export const readBundled = (root: string): ReadonlySet<string> =>
  new Set(
    LISTS.flatMap(({ file, script }) => [...readList(join(root, file), script).matchAll(HEADING)]).map(
      ([, name, version]) => `${name}@${version}`,
    ),
  );

const readList = (file: string, script: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`There is no ${file}, which names what is bundled. Run npm run ${script}.`);
  }
};

/** Counts what is bundled among what users get. */
export const withBundled = (
  packages: readonly LockedPackage[],
  bundled: ReadonlySet<string>,
): LockedPackage[] =>
  packages.map((each) =>
    bundled.has(`${each.name}@${each.version}`) ? { ...each, isDevelopment: false } : each,
  );
