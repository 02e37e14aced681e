import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Cosell, startCosell } from '../../src/index.ts';
import { COMMAND } from '../support/command.ts';
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

/** The blocks of a page in one language, as one program. */
const programsIn = (...languages: string[]) =>
  [...byPage(inLanguage(...languages))].map(([page, parts]) => ({
    page,
    code: parts.map(({ code }) => code).join('\n'),
  }));

// Inside of the project, where packages are found.
const folder = join(root, 'coverage/code-blocks');
const fileOf = (page: string): string => join(folder, `${page.replaceAll(/\W+/g, '-')}.ts`);
const asModule = (code: string): string =>
  `${code.replaceAll("from 'cosell'", "from '../../src/index.ts'")}\nexport {};\n`;

describe('TypeScript', () => {
  const programs = programsIn('ts');

  /** Runs a program, and returns what it said if it failed. */
  const faultOf = async ({ page, code }: { page: string; code: string }, cosell: Cosell): Promise<string> => {
    await mkdir(folder, { recursive: true });
    await writeFile(fileOf(page), asModule(against(code, cosell)));
    const outcome = await runProgram(process.execPath, [fileOf(page)], { env: { VITEST: '' } });
    return outcome.code === 0 ? '' : `${outcome.code} ${outcome.stderr}`;
  };

  test('has no type error', async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const { page, code } of programs) await writeFile(fileOf(page), asModule(code));
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts', '../../src'] }),
    );
    const { stdout } = await runProgram('node_modules/.bin/tsc', ['--noEmit', '-p', folder], { cwd: root });
    expect(stdout).toBe('');
    expect(programs.length).toBeGreaterThan(5);
  });

  test.each(programs)('of $page runs', async (program) => {
    expect(await faultOf(program, await startDemo())).toBe('');
  });

  test('of README.md and of its start run one after the other on one server, as a reader of both runs them', async () => {
    const cosell = await startDemo();
    for (const page of ['README.md', 'docs/start/typescript.md']) {
      await cosell.refer({ account: '111122223333' });
      expect(
        await faultOf({ page, code: programs.find((one) => one.page === page)?.code ?? '' }, cosell),
      ).toBe('');
    }
  });
});

test.for(programsIn('python'))('the Python of $page runs, where boto3 is', async ({ code }, { skip }) => {
  if (!(await hasBoto3())) skip('Python has no boto3 here that knows Partner Central');
  const outcome = await runProgram('python3', ['-'], { input: against(code, await startDemo()) });
  expect([outcome.code, outcome.stderr]).toEqual([0, '']);
});

describe('shell commands', () => {
  // The examples of operations name resources that are not there: test/docs/reference.test.ts sends them.
  const programs = programsIn('sh').filter(({ page }) => !page.startsWith('docs/reference/operations/'));

  test.for(programs)('of $page run, where what they call is', async ({ code }, { skip }) => {
    for (const tool of ['aws', 'jq', 'curl'].filter((name) => new RegExp(`\\b${name} `).test(code))) {
      if ((await runProgram(tool, ['--version'])).code !== 0) skip(`there is no ${tool} here`);
    }
    const tools = await temporaryFolder();
    const cosell = join(tools, 'cosell');
    await writeFile(cosell, `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n`);
    await chmod(cosell, 0o755);
    const server = await startDemo();
    const {
      code: exit,
      stdout,
      stderr,
    } = await runProgram('bash', ['-s'], {
      cwd: await temporaryFolder(),
      input: against(`set -euo pipefail\n${code}`, server),
      env: {
        PATH: `${tools}:${process.env.PATH}`,
        COSELL_ENDPOINT: server.endpoint,
        AWS_PAGER: '',
        VITEST: '',
      },
    });
    expect([exit, exit === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  });
});
