import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBundled, withBundled } from '../../supply-chain/bundled.ts';
import { checkLicenses } from '../../supply-chain/licenses.ts';
import { type LockedPackage, readPackages } from '../../supply-chain/packages.ts';

const locked = (change: Partial<LockedPackage>): LockedPackage => ({
  path: 'node_modules/some',
  name: 'some',
  version: '1.0.0',
  isDevelopment: false,
  license: 'MIT',
  installedLicense: 'MIT',
  integrity: 'sha512-AA==',
  resolved: undefined,
  isLink: false,
  ...change,
});

const of = (license: string, change: Partial<LockedPackage> = {}) =>
  locked({ license, installedLicense: license, ...change });

const exception = { packages: /some|other-.+/, license: 'MPL-2.0', reason: 'test' };

test('accepts every package of this project', () => {
  const root = join(import.meta.dirname, '../..');
  const packages = withBundled(readPackages(root), readBundled(root));
  expect(packages.length).toBeGreaterThan(100);
  expect(checkLicenses(packages)).toEqual([]);
});

test.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'MIT AND Zlib'])('accepts %s', (license) => {
  expect(checkLicenses([of(license)], [])).toEqual([]);
});

test.each([
  'GPL-3.0-only',
  'AGPL-3.0-or-later',
  'MIT AND GPL-2.0-only',
  'SEE LICENSE IN LICENSE',
  'UNLICENSED',
  'BUSL-1.1',
])('refuses %s', (license) => {
  const [problem] = checkLicenses([of(license)], []);
  expect(problem).toContain(`node_modules/some 1.0.0 has the license ${license}`);
});

test('refuses a package without a license', () => {
  expect(checkLicenses([locked({ license: undefined })], [])).toEqual([
    'node_modules/some 1.0.0 states no license.',
  ]);
});

test('refuses an installed package that states another license than the lock file, or none', () => {
  const lines = checkLicenses(
    [locked({ installedLicense: 'GPL-3.0-only' }), locked({ installedLicense: '' })],
    [],
  );
  expect(lines).toEqual([
    'node_modules/some 1.0.0 states GPL-3.0-only, but MIT in package-lock.json.',
    'node_modules/some 1.0.0 states no license, but MIT in package-lock.json.',
  ]);
});

test('judges a package of another platform by the lock file', () => {
  expect(checkLicenses([locked({ installedLicense: undefined })], [])).toEqual([]);
  expect(checkLicenses([of('GPL-3.0-only', { installedLicense: undefined })], [])).toHaveLength(1);
});

test('an exception holds for development alone, by the whole name of a package', () => {
  const development = of('MPL-2.0', { isDevelopment: true });
  expect(checkLicenses([development], [exception])).toEqual([]);
  const production = of('MPL-2.0');
  expect(checkLicenses([development, production], [exception])).toHaveLength(1);
  const longer = { ...development, name: 'some-else' };
  expect(checkLicenses([development, longer], [exception])).toHaveLength(1);
});

test('names an exception that no package needs', () => {
  expect(checkLicenses([of('MIT')], [exception])).toEqual([
    'No package needs the exception for some|other-.+.',
  ]);
});

test('refuses for the console what it excepts for development', () => {
  const packages = [of('MPL-2.0', { isDevelopment: true })];
  expect(checkLicenses(packages, [exception])).toEqual([]);
  const [problem] = checkLicenses(withBundled(packages, new Set(['some@1.0.0'])), [exception]);
  expect(problem).toContain('does not accept');
});
