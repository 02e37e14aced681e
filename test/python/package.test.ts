import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hasBoto3, hasPython, runProgram } from '../support/python.ts';

const folder = fileURLToPath(new URL('../../python', import.meta.url));
/** The server is started with this Node.js. */
const PATH = `${fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))}:${process.env.PATH}`;

it('the Python package passes its own tests, where pytest is', async ({ skip }) => {
  if (!(await hasPython('pytest'))) skip('Python has no pytest here');
  const knowsSelling = await hasBoto3();
  const args = ['-m', 'pytest', '-p', 'cosell.pytest_plugin', '-p', 'no:cacheprovider', '-rs'];
  const { code, stdout, stderr } = await runProgram('python3', args, {
    cwd: folder,
    env: {
      PATH,
      PYTHONPATH: `${folder}/src`,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1',
    },
  });
  expect([code, code === 0 ? '' : `${stdout}${stderr}`]).toEqual([0, '']);
  expect(stdout).toMatch(/\b\d+ passed/);
  if (!knowsSelling)
    skip(`Python has no boto3 here that knows Partner Central: ${/\d+ skipped/.exec(stdout)}`);
  expect(stdout).not.toMatch(/skipped/);
});
