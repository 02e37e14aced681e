import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sectionOf } from './changelog.ts';

/**
 * What is to be done with this commit, as outputs of a step: `next=propose` if there are changesets, `next=publish` if its version
 * is in the changelog and has no tag, else `next=nothing`. Needs no packages.
 */
const root = resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const { version } = JSON.parse(read('package.json')) as { version: string };
const hasChangesets = readdirSync(join(root, '.changeset')).some(
  (name) => name.endsWith('.md') && name !== 'README.md',
);
const isInChangelog = sectionOf(read('CHANGELOG.md'), version) !== undefined;
const hasTag =
  execFileSync('git', ['tag', '--list', `v${version}`], { cwd: root, encoding: 'utf8' }).trim() !== '';

const next = hasChangesets ? 'propose' : isInChangelog && !hasTag ? 'publish' : 'nothing';
process.stdout.write(`version=${version}\nnext=${next}\n`);
