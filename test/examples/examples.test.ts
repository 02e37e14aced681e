import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMAND } from '../support/command.ts';
import { hasBoto3, runProgram } from '../support/python.ts';

const folderOf = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const config = fileURLToPath(new URL('./vitest.config.ts', import.meta.url));
/** How the examples start cosell. */
const COSELL = `${process.execPath} ${COMMAND}`;

describe('the example', () => {
  it.each(['vitest', 'webhook'])('%s passes its own tests', async (name) => {
    const args = [vitest, 'run', '--config', config, '--root', folderOf(name), '--reporter', 'default'];
    const { code, stdout, stderr } = await runProgram(process.execPath, args, {
      env: { VITEST: '', CI: '', NO_COLOR: '1' },
    });
    expect([code, code === 0 ? '' : `${stdout}${stderr}`]).toEqual([0, '']);
    expect(stdout).toMatch(/Tests +[23] passed/);
  });

  it('python passes its own tests, where boto3 is', async ({ skip }) => {
    if (!(await hasBoto3())) skip('Python has no boto3 here that knows Partner Central');
    const { code, stdout, stderr } = await runProgram('python3', ['-m', 'unittest', '-v'], {
      cwd: folderOf('python'),
      env: { COSELL, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect([code, code === 0 ? '' : `${stdout}${stderr}`]).toEqual([0, '']);
    expect(stderr).toMatch(/Ran 2 tests/);
  });

  it('shell passes its own test, where the AWS CLI is', async ({ skip }) => {
    if ((await runProgram('aws', ['--version'])).code !== 0) skip('there is no AWS CLI here');
    const { code, stdout, stderr } = await runProgram('sh', ['test.sh'], {
      cwd: folderOf('shell'),
      env: { COSELL },
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^accepted O\d+, which is Qualified\n$/);
  });
});
