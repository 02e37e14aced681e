import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackage } from './packages.ts';

/** What Vite wrote of each package that it bundled into the console. */
const HEADING = /^## (\S+) - (\S+)/gm;

/**
 * Returns the packages, as `name@version`, that the built console contains: users get them although only development installs
 * them.
 * @throws Error that says what to run if the console is not built
 */
export const readBundled = (root: string): ReadonlySet<string> => {
  const file = join(root, 'dist/console/THIRD-PARTY.md');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`There is no ${file}, which names what the console contains. Run npm run console:build.`);
  }
  return new Set([...text.matchAll(HEADING)].map(([, name, version]) => `${name}@${version}`));
};

/** Counts what the console contains among what users get. */
export const withBundled = (
  packages: readonly LockedPackage[],
  bundled: ReadonlySet<string>,
): LockedPackage[] =>
  packages.map((each) =>
    bundled.has(`${each.name}@${each.version}`) ? { ...each, isDevelopment: false } : each,
  );
