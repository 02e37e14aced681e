import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const dockerfile = read('Dockerfile');

test('the build sees every file that the Dockerfile copies', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );
  const [all, ...kept] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(all).toBe('*');
  const isKept = (file: string): boolean =>
    kept.some((pattern) => pattern === `!${file}` || (pattern === '!*.md' && file.endsWith('.md')));
  expect(copied.length).toBeGreaterThan(5);
  for (const file of copied)
    expect([file, existsSync(join(ROOT, file)), isKept(file)]).toEqual([file, true, true]);
});

test('a label tells where in the image its bill of materials is', () => {
  const [, place] = /cosell\.sbom="\/app\/(\S+)"/.exec(dockerfile) ?? [];
  expect(read('supply-chain/main.ts')).toContain(`'${place?.split('/').at(-1)}'`);
  // What the last stage copies has it, because the stage before writes it there.
  expect(dockerfile).toContain('npm run sbom');
  expect(dockerfile).toContain(`COPY --from=build /app/${place?.split('/')[0]} ./${place?.split('/')[0]}`);
});

test('the workflow sets every label that it can', () => {
  const given = [...dockerfile.matchAll(/^ARG (VERSION|REVISION|SOURCE)=/gm)].map(([, name]) => name);
  const workflow = read('.github/workflows/release.yml');
  for (const name of given) {
    expect(workflow).toMatch(new RegExp(`^ +${name}=\\$\\{\\{`, 'm'));
    expect(dockerfile).toContain(`"\${${name}}"`);
  }
  expect(given).toHaveLength(3);
});
