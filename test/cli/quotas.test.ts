import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operate } from '../support/operator.ts';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/server.ts';

const serve = (args: string[], env: Record<string, string> = {}) =>
  startProgram(['serve', '--port', '0', '--data', 'memory', ...args], env);

const configWith = async (content: object): Promise<string[]> => {
  const file = join(await temporaryFolder(), 'cosell.json');
  await writeFile(file, JSON.stringify(content));
  return ['--config', file];
};
const quotas = { writes: { perSecond: 5, burst: 20, perDay: 10_000 } };

test.each([
  ['off by default', {}, [], {}, 'off'],
  ['those of the configuration', { quotas }, [], {}, 'custom'],
  ['those of the configuration by name', { quotas }, ['--quotas', 'custom'], {}, 'custom'],
  ['the flag before the configuration', { quotas }, ['--quotas', 'off'], {}, 'off'],
  ['the variable', {}, [], { COSELL_QUOTAS: 'aws' }, 'aws'],
] as [string, object, string[], Record<string, string>, string][])(
  'serve has %s',
  async (_what, content, args, env, mode) => {
    const endpoint = await serve([...(await configWith(content)), ...args], env).ready();
    const set = await operate<{ mode: string; classes: object }>({ endpoint }, 'GET', 'quotas');
    expect(set.mode).toBe(mode);
    if (mode === 'custom') expect(set.classes).toEqual(quotas);
  },
);

test.each([
  [{}, ['--quotas', 'custom'], 'needs the member "quotas"'],
  [{}, ['--quotas', 'fast'], 'off, aws, custom'],
  [
    { quotas: { reads: { perSecond: -1 } } },
    [],
    'line 1: quotas.reads.perSecond has to be a number greater than 0, and up to 100000.',
  ],
] as [object, string[], string][])(
  'serve with %j %j does not start, and says why',
  async (content, args, why) => {
    const program = serve([...(await configWith(content)), ...args]);
    expect(await program.ended()).not.toBe(0);
    expect(program.stderr).toContain(why);
  },
);

test('cosell quotas sets, shows and counts', async () => {
  const endpoint = await serve([]).ready();
  const run = async (...args: string[]) => {
    const program = startProgram(['quotas', ...args, '--endpoint', endpoint, '--json']);
    expect(await program.ended(), program.stderr).toBe(0);
    return JSON.parse(program.stdout);
  };
  expect(await run('set', 'custom', '--classes', JSON.stringify(quotas))).toEqual({
    mode: 'custom',
    classes: quotas,
  });
  expect(await run('get')).toEqual({ mode: 'custom', classes: quotas });
  const { classes } = await run('usage', '--account', '111122223333');
  expect(classes).toContainEqual({ class: 'writes', ...quotas.writes, usedInDay: 0 });
});
