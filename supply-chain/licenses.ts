import type { LockedPackage } from './packages.ts';
import { isSatisfied } from './spdx.ts';

/** A license that is accepted of certain packages alone. */
export interface LicenseException {
  /** Matches the whole name of a package. */
  packages: RegExp;
  license: string;
  reason: string;
}

/** Licenses without conditions beyond keeping their notices. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
  'Zlib',
] as const;

/** Nothing here is part of what users install: an exception only holds for packages that development alone needs. */
export const exceptions: readonly LicenseException[] = [
  {
    packages: /lightningcss(-.+)?/,
    license: 'MPL-2.0',
    reason:
      "Vite's compiler of style sheets, unchanged; the console's build runs it, and the console has nothing of it.",
  },
  {
    packages: /axe-core/,
    license: 'MPL-2.0',
    reason: 'Finds in tests what is not accessible, unchanged.',
  },
  {
    packages: /argparse/,
    license: 'PSF-2.0',
    reason:
      'Permissive: that of Python, from which it was ported. The generator of types from JSON schemas needs it.',
  },
  {
    packages: /argparse/,
    license: 'Python-2.0',
    reason: 'The same, of an older version.',
  },
  {
    packages: /caniuse-lite/,
    license: 'CC-BY-4.0',
    reason: 'A table of browsers, unchanged; Jest brings it with Babel, and nothing here reads it.',
  },
];

/**
 * Returns a sentence for each package whose license is not accepted, or differs between the lock file and the installed
 * package, and for each exception that no package needs.
 */
export const checkLicenses = (
  packages: readonly LockedPackage[],
  allowed: readonly LicenseException[] = exceptions,
): string[] => {
  const used = new Set<LicenseException>();
  const problems = packages.flatMap((each) => {
    const { path, version, license, installedLicense } = each;
    const what = `${path} ${version}`;
    if (!license) return [`${what} states no license.`];
    if (installedLicense !== undefined && installedLicense !== license) {
      return [`${what} states ${installedLicense || 'no license'}, but ${license} in package-lock.json.`];
    }
    if (isSatisfied(license, permissive)) return [];
    const exception = allowed.find((candidate) => isExcepted(each, license, candidate));
    if (exception) used.add(exception);
    return exception
      ? []
      : [`${what} has the license ${license}, which supply-chain/licenses.ts does not accept.`];
  });
  const unused = allowed.filter((exception) => !used.has(exception));
  return [
    ...problems,
    ...unused.map(({ packages }) => `No package needs the exception for ${packages.source}.`),
  ];
};

const isExcepted = (
  { name, isDevelopment }: LockedPackage,
  license: string,
  { packages, license: excepted }: LicenseException,
): boolean =>
  isDevelopment && packages.exec(name)?.[0] === name && isSatisfied(license, [...permissive, excepted]);
