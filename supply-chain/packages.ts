import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of the lock file. */
export interface LockedPackage {
  /** Its folder, relative to the project's, e.g. `node_modules/a/node_modules/b`. */
  path: string;
  name: string;
  version: string;
  /** Whether only development needs it. */
  isDevelopment: boolean;
  /** The SPDX expression in the lock file. */
  license: string | undefined;
  /** The one in its own package.json; undefined if it is not installed, e.g. because it is for another platform. */
  installedLicense: string | undefined;
  integrity: string | undefined;
  /** Undefined if the lock file leaves the registry to npm's configuration. */
  resolved: string | undefined;
  /** It is a folder of this machine. */
  isLink: boolean;
}

/** The members of an entry in package-lock.json that are read here. */
interface Entry {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

/** Reads the packages of a project's lock file, and the licenses of those that are installed. */
export const readPackages = (root: string): LockedPackage[] => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      path,
      name: entry.name ?? path.replace(/^.*node_modules\//, ''),
      version: entry.version ?? '',
      isDevelopment: Boolean(entry.dev ?? entry.devOptional),
      license: entry.license,
      installedLicense: readInstalledLicense(join(root, path, 'package.json')),
      integrity: entry.integrity,
      resolved: entry.resolved,
      isLink: entry.link ?? false,
    }));
};

/** Old packages have an object or a list instead of an SPDX expression. */
interface Manifest {
  license?: string | { type?: string };
  licenses?: readonly { type?: string }[];
}

const readInstalledLicense = (file: string): string | undefined => {
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' AND ') ?? '';
};
