import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { release } from './changelog.ts';
import { filesThatName, withLockedVersion, withVersion } from './manifests.ts';

/**
 * `npm run release:version`: the next version, as the changesets say: in package.json, in what is installed with it, and as the
 * heading of what CHANGELOG.md has as unreleased. Commits nothing.
 */
const root = resolve(import.meta.dirname, '..');
const pathOf = (file: string): string => join(root, file);
const versionNow = (): string =>
  (JSON.parse(readFileSync(pathOf('package.json'), 'utf8')) as { version: string }).version;

const before = versionNow();
execFileSync('npx', ['--no-install', 'changeset', 'version'], { cwd: root, stdio: 'inherit' });
const version = versionNow();
if (version === before)
  throw new Error('There is no changeset that asks for a version. npm run changeset makes one.');
const lockFile = pathOf('package-lock.json');
writeFileSync(lockFile, withLockedVersion(readFileSync(lockFile, 'utf8'), version));
const changelog = pathOf('CHANGELOG.md');
writeFileSync(changelog, release(readFileSync(changelog, 'utf8'), version));
for (const file of filesThatName(root, before))
  writeFileSync(pathOf(file), withVersion(readFileSync(pathOf(file), 'utf8'), { before, version }));
process.stdout.write(`${before} → ${version}\n`);
