import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { release, sectionOf } from '../../release/changelog.ts';
import { manifests, withVersion } from '../../release/manifests.ts';

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

test.each(manifests)('%s names the version, and gets the next one', (file) => {
  const next = withVersion(file, read(file), { before: version, version: '9.9.9' });
  expect(next).toContain('9.9.9');
  expect(() => withVersion(file, next, { before: version, version: '9.9.9' })).toThrow('does not name');
});

test('no other file names the version of the package’s file or image', () => {
  const named = new RegExp(`\\bcosell[:-]${version.replaceAll('.', '\\.')}\\b`);
  const folders = ['deploy', 'docs', 'examples', 'python'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(md|ya?ml|toml|ts)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
  );
  const others = folders.filter(
    (file) => named.test(read(file)) && !(manifests as readonly string[]).includes(file),
  );
  expect(others).toEqual([]);
});
