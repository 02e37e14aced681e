import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/server.ts';
import { send } from '../support/wire.ts';

const serve = (args: string[] = [], env: Record<string, string> = {}) =>
  startProgram(['serve', '--port', '0', '--data', 'memory', ...args], env);

/** Whether a browser is shown the console, or told that it is not built: not the error of the API. */
const showsConsole = async (program: ReturnType<typeof serve>): Promise<boolean> => {
  const endpoint = await program.ready();
  const { headers } = await send({ endpoint }, { method: 'GET', headers: { accept: 'text/html' } });
  expect(program.stdout).toBe(`cosell ready on ${endpoint}\n`);
  return headers['x-amzn-errortype'] === undefined;
};

describe('cosell serve', () => {
  it('shows the console to browsers', async () => {
    expect(await showsConsole(serve())).toBe(true);
    expect(await showsConsole(serve([], { COSELL_CONSOLE: 'true' }))).toBe(true);
  });

  it('does not with --no-console, COSELL_CONSOLE=false or console: false in the configuration', async () => {
    const config = join(await temporaryFolder(), 'cosell.yaml');
    await writeFile(config, 'console: false\n');
    expect(await showsConsole(serve(['--no-console']))).toBe(false);
    expect(await showsConsole(serve([], { COSELL_CONSOLE: 'false' }))).toBe(false);
    expect(await showsConsole(serve(['--config', config]))).toBe(false);
  });
});
