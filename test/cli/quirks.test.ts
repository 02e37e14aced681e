import { expect, test } from 'vitest';
import { operate } from '../support/operator.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf } from '../support/server.ts';

const serve = (args: string[], env: Record<string, string> = {}) =>
  startProgram(['serve', '--port', '0', '--data', 'memory', ...args], env);

const on = async (endpoint: string) => {
  const { quirks } = await operate<{ quirks: { name: string; on: boolean; duration?: number }[] }>(
    { endpoint },
    'GET',
    'quirks',
  );
  return quirks.filter((quirk) => quirk.on).map(({ name, duration }) => `${name} ${duration ?? 0}`);
};

test.each([
  ['no quirk by default', [], {}, []],
  [
    'a flag for each',
    ['--quirk', 'late-reads=10s', '--quirk', 'update-clears-status'],
    {},
    ['update-clears-status 0', 'late-reads 10000'],
  ],
  [
    'a variable with commas',
    [],
    { COSELL_QUIRKS: 'late-reads, token-spans-operations' },
    ['token-spans-operations 0', 'late-reads 5000'],
  ],
] as [string, string[], Record<string, string>, string[]][])(
  'serve accepts %s',
  async (_what, args, env, expected) => {
    const program = serve(args, env);
    expect(await on(await program.ready())).toEqual(expected);
  },
);

test('serve rejects an unknown quirk and lists the known ones', async () => {
  for (const program of [serve(['--quirk', 'nonsense']), serve([], { COSELL_QUIRKS: 'late-reads=soon' })]) {
    expect(await program.ended()).not.toBe(0);
    expect(program.stderr).toContain('late-reads');
  }
});

test.each([
  [[], {}, 1],
  [['--no-sandbox-solution'], {}, 0],
  [[], { COSELL_SANDBOX_SOLUTION: 'false' }, 0],
  [[], { COSELL_SANDBOX_SOLUTION: 'true' }, 1],
] as [string[], Record<string, string>, number][])(
  'serve %j %j gives a partner this number of sandbox solutions: %i',
  async (args, env, count) => {
    const client = clientOf({ endpoint: await serve(args, env).ready() }, ALPHA);
    expect((await client.listSolutions({ Catalog: 'Sandbox' })).SolutionSummaries).toHaveLength(count);
  },
);

test('cosell quirk sets, lists and clears', async () => {
  const endpoint = await serve([]).ready();
  const run = async (...args: string[]) => {
    const program = startProgram(['quirk', ...args, '--endpoint', endpoint, '--json']);
    expect(await program.ended(), program.stderr).toBe(0);
    return JSON.parse(program.stdout);
  };
  expect(await run('set', 'late-reads', '--duration', '2s')).toMatchObject({ on: true, duration: 2_000 });
  expect((await run('list')).quirks).toHaveLength(4);
  await run('set', 'status-needs-partner-id');
  await run('clear', '--name', 'late-reads');
  expect(await on(endpoint)).toEqual(['status-needs-partner-id 0']);
});
