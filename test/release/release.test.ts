import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { release, sectionOf } from '../../release/changelog.ts';
import { filesThatName, withLockedVersion, withVersion } from '../../release/manifests.ts';
import { runProgram } from '../support/python.ts';
import { temporaryFolder } from '../support/server.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n- One.\n\n## 0.1.0\n\n- Zero.\n';

test('a release gives what is unreleased its version, below an empty section', () => {
  const released = release(CHANGELOG, '0.2.0');
  expect(released).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n### Added\n- One.\n\n## 0.1.0\n\n- Zero.\n',
  );
  expect(sectionOf(released, 'Unreleased')).toBe('');
  expect(sectionOf(released, '0.2.0')).toBe('### Added\n- One.');
  expect(sectionOf(released, '0.1.0')).toBe('- Zero.');
  expect(sectionOf(released, '0.3.0')).toBeUndefined();
  expect(() => release(released, '0.3.0')).toThrow('nothing below "## Unreleased"');
  expect(() => release(CHANGELOG, '0.1.0')).toThrow('has 0.1.0 already');
});

test('what is unreleased has a changeset that says which version it makes, and the other way round', () => {
  const changesets = readdirSync(join(ROOT, '.changeset')).filter((name) => name.endsWith('.md'));
  const hasText = (sectionOf(read('CHANGELOG.md'), 'Unreleased') ?? '') !== '';
  expect([hasText, changesets.length > 0]).toEqual([hasText, hasText]);
});

test('what names the version is found, and gets the next one', () => {
  const files = filesThatName(ROOT, version);
  expect(files).toEqual(
    expect.arrayContaining([
      'deploy/helm/cosell/Chart.yaml',
      'deploy/kubernetes/kustomization.yaml',
      'deploy/kubernetes/migrate.yaml',
      'docs/start/index.md',
      'examples/shell/README.md',
      'python/pyproject.toml',
    ]),
  );
  const texts = files.map((file) => withVersion(read(file), { before: version, version: '9.9.9' }));
  for (const [index, text] of texts.entries()) {
    expect(text, files[index]).toContain('9.9.9');
    expect(text, files[index]).not.toMatch(new RegExp(`\\bcosell[:-]${version.replaceAll('.', '\\.')}\\b`));
  }
});

test('package-lock.json gets the version and stays as npm writes it', () => {
  const text = read('package-lock.json');
  expect(withLockedVersion(text, version)).toBe(text);
  expect(
    withLockedVersion(text, '9.9.9')
      .split('\n')
      .filter((line) => line.includes('9.9.9')),
  ).toEqual(['  "version": "9.9.9",', '      "version": "9.9.9",']);
});

/** A clone of what a release reads and writes, with one changeset. */
const cloneForRelease = async (): Promise<string> => {
  const folder = await temporaryFolder();
  const named = filesThatName(ROOT, version);
  const files = ['package.json', 'package-lock.json', 'CHANGELOG.md', '.changeset/config.json', ...named];
  for (const file of [...files, ...readdirSync(join(ROOT, 'release')).map((name) => `release/${name}`)]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(ROOT, file), join(folder, file));
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- New.\n');
  await writeFile(join(folder, '.changeset/one.md'), "---\n'cosell': major\n---\n\nIt is larger.\n");
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  return folder;
};

test('what lands is proposed while it has changesets, then published once', async () => {
  const folder = await cloneForRelease();
  const node = (...words: string[]) => runProgram(process.execPath, words, { cwd: folder });
  const plan = async () => (await node('release/plan.ts')).stdout;
  expect(await plan()).toBe(`version=${version}\nnext=propose\n`);

  const made = await node('release/version.ts');
  expect([made.code, made.stderr]).toEqual([0, '']);
  const [major = ''] = version.split('.');
  const next = `${Number(major) + 1}.0.0`;
  expect(await plan()).toBe(`version=${next}\nnext=publish\n`);
  expect(await readFile(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(
    `# Changelog\n\n## Unreleased\n\n## ${next}\n\n- New.\n`,
  );
  for (const file of ['package-lock.json', ...filesThatName(ROOT, version)])
    expect(await readFile(join(folder, file), 'utf8'), file).toContain(next);
  expect((await node('release/notes.ts', next)).stdout).toBe('- New.\n');

  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], { cwd: folder });
  git('commit', '--quiet', '--allow-empty', '--message', 'Release');
  git('tag', `v${next}`);
  expect(await plan()).toBe(`version=${next}\nnext=nothing\n`);
  await rm(join(folder, 'CHANGELOG.md'));
  expect((await node('release/notes.ts', next)).code).toBe(1);
});
