import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLockFile } from '../../supply-chain/lock-file.ts';
import { readPackages } from '../../supply-chain/packages.ts';
import { temporaryFolder } from '../support/server.ts';

const INTEGRITY = 'sha512-AA==';

/** Writes a project with one package, and checks it. */
const checkProject = async (entry: object, dependencies: Record<string, string> = {}): Promise<string[]> => {
  const root = await temporaryFolder();
  const packages = { '': { name: 'project' }, 'node_modules/some': { version: '1.0.0', ...entry } };
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  await writeFile(join(root, 'package.json'), JSON.stringify({ dependencies }));
  return checkLockFile(readPackages(root), root);
};

test('accepts the lock file of this project', () => {
  const root = join(import.meta.dirname, '../..');
  expect(checkLockFile(readPackages(root), root)).toEqual([]);
});

test.each([
  [{ integrity: INTEGRITY }],
  [{ integrity: INTEGRITY, resolved: 'https://registry.npmjs.org/some/-/some-1.0.0.tgz' }],
])('accepts %j', async (entry) => {
  expect(await checkProject(entry)).toEqual([]);
});

test.each([
  ['no integrity', {}, 'has no SHA-512'],
  ['a SHA-1 alone', { integrity: 'sha1-AA==' }, 'has no SHA-512'],
  [
    'another registry',
    { integrity: INTEGRITY, resolved: 'https://registry.npmjs.org.example.com/some.tgz' },
    'comes from',
  ],
  ['plain HTTP', { integrity: INTEGRITY, resolved: 'http://registry.npmjs.org/some.tgz' }, 'comes from'],
  ['a git repository', { resolved: 'git+ssh://git@example.com/some.git#abc' }, 'comes from'],
  ['a folder', { link: true, resolved: '../some' }, 'is a link'],
])('refuses %s', async (_what, entry, message) => {
  const lines = await checkProject(entry);
  expect(lines).toEqual([expect.stringContaining(`node_modules/some ${message}`)]);
});

test.each(['^1.2.3', '1.2.3', '>=1 <3', '1.x || 2.x', 'npm:@scope/other@^1', 'latest', '18.4.0-beta.17'])(
  'accepts the range %s of package.json',
  async (range) => {
    expect(await checkProject({ integrity: INTEGRITY }, { some: range })).toEqual([]);
  },
);

test.each([
  'git+https://example.com/a.git',
  'github:owner/name',
  'owner/name',
  'file:../some',
  'https://example.com/a.tgz',
])('refuses %s in package.json', async (range) => {
  expect(await checkProject({ integrity: INTEGRITY }, { some: range })).toEqual([
    `package.json takes some from ${range}.`,
  ]);
});
