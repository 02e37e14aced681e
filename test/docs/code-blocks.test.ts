import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Cosell, startCosell } from '../../src/index.ts';
import { hasBoto3, runProgram } from '../support/python.ts';
import { temporaryFolder } from '../support/server.ts';
import { byPage, type CodeBlock, codeBlocks, reasonNotToRun } from './support/code-blocks.ts';

const root = resolve(import.meta.dirname, '../..');
const blocks = codeBlocks();
const run = blocks.filter((block) => reasonNotToRun(block) === undefined);
const inLanguage = (...languages: string[]) => run.filter(({ language }) => languages.includes(language));
const where = ({ page, line }: CodeBlock): string => `${page}:${line}`;

/** What a reader's server is, which pages write as http://127.0.0.1:4747. */
const startDemo = async (): Promise<Cosell> => {
  const cosell = await startCosell({ demo: true, journal: 1000, deliveries: 1000 });
  onTestFinished(() => cosell.close());
  return cosell;
};
const against = (code: string, { endpoint }: Cosell): string =>
  code.replaceAll('http://127.0.0.1:4747', endpoint);

test('every code block has a language whose blocks are run or read, or says why it is not run', () => {
  const known = ['ts', 'python', 'sh', 'json', 'yaml', 'text', 'mermaid'];
  const unmarked = blocks.filter(
    (block) => reasonNotToRun(block) === undefined && !known.includes(block.language),
  );
  expect(unmarked.map((block) => `${where(block)} ${block.language}`)).toEqual([]);
  expect(run.length).toBeGreaterThan(80);
});

test('JSON and YAML can be read', () => {
  for (const block of inLanguage('json')) expect(() => JSON.parse(block.code), where(block)).not.toThrow();
  for (const block of inLanguage('yaml')) {
    expect([
      where(block),
      parseAllDocuments(block.code).flatMap((document) => ('errors' in document ? document.errors : [])),
    ]).toEqual([where(block), []]);
  }
});

test('the TypeScript of each page has no type error, and runs', async () => {
  // Inside of the project, where packages are found.
  const folder = join(root, 'coverage/code-blocks');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const programs = new Map<string, string>();
  for (const [page, parts] of byPage(inLanguage('ts'))) {
    const name = `${page.replaceAll(/\W+/g, '-')}.ts`;
    programs.set(page, name);
    const code = parts
      .map((part) => part.code)
      .join('\n')
      .replaceAll("from 'cosell'", "from '../../src/index.ts'");
    await writeFile(join(folder, name), `${code}\nexport {};\n`);
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts', '../../src'] }),
  );
  const types = await runProgram('node_modules/.bin/tsc', ['--noEmit', '-p', folder], { cwd: root });
  expect(types.stdout).toBe('');
  for (const [page, name] of programs) {
    const server = await startDemo();
    const path = join(folder, name);
    await writeFile(path, against(await readFile(path, 'utf8'), server));
    const { code, stderr } = await runProgram(process.execPath, [path], { env: { VITEST: '' } });
    expect([page, code, code === 0 ? '' : stderr]).toEqual([page, 0, '']);
  }
  expect(programs.size).toBeGreaterThan(5);
});

test('the Python of each page runs, where boto3 is', async ({ skip }) => {
  if (!(await hasBoto3())) skip('Python has no boto3 here that knows Partner Central');
  for (const [page, parts] of byPage(inLanguage('python'))) {
    const input = against(parts.map((part) => part.code).join('\n'), await startDemo());
    const { code, stderr } = await runProgram('python3', ['-'], { input });
    expect([page, code, stderr]).toEqual([page, 0, '']);
  }
});

test('the shell commands of each page run, where the AWS CLI is', async ({ skip }) => {
  if ((await runProgram('aws', ['--version'])).code !== 0) skip('there is no AWS CLI here');
  const tools = await temporaryFolder();
  const cosell = join(tools, 'cosell');
  await writeFile(cosell, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'src/cli/main.ts')}" "$@"\n`);
  await chmod(cosell, 0o755);
  for (const [page, parts] of byPage(inLanguage('sh'))) {
    const own = parts.filter(({ info }) => !info.includes('example'));
    if (own.length === 0) continue;
    const server = await startDemo();
    const input = against(`set -euo pipefail\n${own.map((part) => part.code).join('\n')}`, server);
    const { code, stdout, stderr } = await runProgram('bash', ['-s'], {
      cwd: await temporaryFolder(),
      input,
      env: {
        PATH: `${tools}:${process.env.PATH}`,
        COSELL_ENDPOINT: server.endpoint,
        AWS_PAGER: '',
        VITEST: '',
      },
    });
    expect([page, code, code === 0 ? '' : stdout + stderr]).toEqual([page, 0, '']);
  }
});
