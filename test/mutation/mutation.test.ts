import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { changedLines } from '../../mutation/changed-lines.ts';
import { mutate, mutationsOf } from '../../mutation/mutations.ts';
import { summaryOf } from '../../mutation/report.ts';
import { temporaryFolder } from '../support/server.ts';

const repository = resolve(import.meta.dirname, '../..');

const textsOf = (text: string): string[] => mutationsOf('x.ts', text).map((one) => mutate(text, one));

test.each([
  ['a < b;', [';', 'a <= b;']],
  ['const x = a ?? b;', ['const x = (a);', 'const x = (b);']],
  ['const x = a + 1;', ['const x = a - 1;', 'const x = a + 2;']],
  ['const x = `a` + b;', []],
  ['const x = !a?.b;', ['const x = a?.b;']],
  ['await f();', [';', 'void f();']],
  ["log.info('x');", []],
  ['throw f;', [';']],
  ['const x = [a, ...b];', ['const x = [ ...b];', 'const x = [a, ];']],
  ['const x = { a, b: 1 };', ['const x = {  b: 1 };', 'const x = { a,  };', 'const x = { a, b: 2 };']],
  ['const x = q.where(a).all();', ['const x = q.all();']],
  ["type T = 'a' | 1; import a from 'b';", []],
  ["const x = 'some words', y = 'a', z = 60_000;", ["const x = 'some words', y = '', z = 60_000;"]],
])('%s becomes %j', (text, after) => {
  expect(textsOf(text).sort()).toEqual([...after].sort());
});

test('a condition is always true, and always false', () => {
  expect(textsOf('if (a) b();')).toEqual(expect.arrayContaining(['if (true) b();', 'if (false) b();']));
});

const project = async (files: Record<string, string>): Promise<string> => {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
};

test('tells which mutation a test noticed and which none did, and leaves the source as it is', async () => {
  const source = 'export const atLeast = (a: number, b: number): boolean => a >= b;\n';
  const root = await project({
    'package.json': '{ "type": "module" }',
    'src/at-least.ts': source,
    'src/unused.ts': 'export const never = (a: boolean): boolean => !a;\n',
    'test/at-least.test.ts': `import { expect, test } from 'vitest';
      import { atLeast } from '../src/at-least.ts';
      import '../src/unused.ts';
      test('two', () => expect(atLeast(2, 2)).toBe(true));`,
    'vitest.config.ts': `export default { test: { projects: [{ test: {
      name: 'sqlite', include: ['test/**'], setupFiles: '${repository}/mutation/record.ts' } }] } };`,
  });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  const told = execFileSync(process.execPath, [join(repository, 'mutation/main.ts'), '--root', root], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(told).toContain('killed   src/at-least.ts:1 comparison: a >= b → a > b, by test/at-least.test.ts');
  expect(told).toContain('SURVIVED src/unused.ts:1 negation: !a → a, all 1 test files');
  expect(told).toContain('score 0.50: 1 killed, 1 survived');
  expect(await readFile(join(root, 'src/at-least.ts'), 'utf8')).toBe(source);
});

test('the score fails a run of twenty or more, and no smaller one', () => {
  const [mutation] = mutationsOf('x.ts', 'if (a) b();').map((one) => ({ ...one, isChanged: false }));
  if (!mutation) throw new Error('no mutation');
  const isGood = (killed: number, survived: number, leftOut = 0): boolean => {
    const of = (count: number, isKilled: boolean) =>
      Array.from({ length: count }, () => ({
        mutation,
        verdict: isKilled
          ? ({ isKilled, by: 'x' } as const)
          : ({ isKilled: false, testFiles: 1, leftOut } as const),
      }));
    return summaryOf([...of(killed, true), ...of(survived, false)], { seed: undefined, minutes: 1 }).isGood;
  };
  expect([isGood(0, 19), isGood(13, 7), isGood(14, 6), isGood(0, 0)]).toEqual([true, false, true, true]);
  // What passed some of its tests alone is not judged.
  expect(isGood(13, 7, 1)).toBe(true);
});

test('what a change made or edited is known, and nothing in a clone of one commit', async () => {
  const root = await project({ 'src/a.ts': 'one();\ntwo();\n' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root });
  const linesNow = () => [1, 2, 3].filter((line) => changedLines(root)('src/a.ts', line));
  expect(linesNow()).toEqual([]);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
  expect(linesNow()).toEqual([]);
  await writeFile(join(root, 'src/a.ts'), 'one();\nnew();\ntwo();\n');
  git('commit', '-qam', 'second');
  expect(linesNow()).toEqual([2]);
});
