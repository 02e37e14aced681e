import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackage } from './packages.ts';

const REGISTRY = 'https://registry.npmjs.org/';

/** A range of versions, `latest`, or another name for a package of the registry. */
const ofRegistry = /^(npm:.+|[\^~<>=]*v?\d[\w .|<>=~^*+-]*|[a-z]+)$/;

/**
 * Returns a sentence for each package that npm does not verify by a SHA-512, or that comes from elsewhere than the npm
 * registry: a git repository, a URL or a folder.
 */
export const checkLockFile = (packages: readonly LockedPackage[], root: string): string[] => {
  const ofPackages = packages.flatMap(({ path, integrity, resolved, isLink }) => {
    if (isLink) return [`${path} is a link to a folder of this machine.`];
    if (resolved && !resolved.startsWith(REGISTRY))
      return [`${path} comes from ${resolved}, not ${REGISTRY}.`];
    return integrity?.startsWith('sha512-') ? [] : [`${path} has no SHA-512 in package-lock.json.`];
  });
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string> | undefined
  >;
  const direct = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const elsewhere = Object.entries(direct).filter(([, range]) => !ofRegistry.test(range));
  return [...ofPackages, ...elsewhere.map(([name, range]) => `package.json takes ${name} from ${range}.`)];
};
