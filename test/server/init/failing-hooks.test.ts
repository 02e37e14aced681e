import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hooks, referral } from '../../support/init.ts';
import { startProgram } from '../../support/program.ts';
import { ALPHA, clientOf, startServer, temporaryFolder } from '../../support/server.ts';

const put = { action: 'accounts.put', with: { id: ALPHA, companyName: 'Alpha' } };

it.each([
  ['a.json', '[\n  {"action": "accounts.list"},\n]', 3, /it is not valid JSON/],
  ['a.json', '[\n  {"action": "accounts.list"}\n  {"action": "x"}\n]', 3, /it is not valid JSON/],
  ['a.json', '{\n  "action": "accounts', 2, /it is not valid JSON/],
  [
    'a.json',
    '[\n  {"action": "accounts.list"},\n\n  {"action": "accounts.put", "with": {"id": "x"}}]',
    4,
    /\[1\] \(accounts\.put\): .*companyName is required/,
  ],
  [
    'a.json',
    '[\n  {"action": "accounts.burn"}]',
    2,
    /\[0\] \(accounts\.burn\): There is no action accounts\.burn/,
  ],
  ['a.json', '[{"actoin": "x"}]', 1, /\[0\] has to be like/],
  ['a.json', '{}', undefined, /it has to be an exported state, or a list of actions/],
  [
    'a.sh',
    'echo fine\necho "no such partner" >&2\nexit 3\n',
    undefined,
    /it exited with 3, after it said:\nfine\nno such partner/,
  ],
  ['a.sh', 'echo fine\nset -e\n\nnot-a-command\n', 4, /it exited with 127/],
  ['a.sh', '#!/bin/bash\nset -e\ntrue\nfalse\n', 4, /it exited with 1/],
  ['a.sh', '#!/no/such/shell\n', 1, /its interpreter \/no\/such\/shell is not there/],
  ['a.mjs', 'export default async () => {\n  throw new Error("no partner");\n};\n', 2, /no partner/],
  ['a.mjs', 'export const name = 1;\n', undefined, /it exports no function as default, and none as setup/],
])(
  'a failing hook ends the start with its file, its line and what to do: %s %j',
  async (name, text, line, says) => {
    const init = await hooks({ [name]: text });
    const message = await startServer({ init }).then(
      () => 'started',
      (error: Error) => error.message,
    );
    const at = line === undefined ? '' : ` at line ${line}`;
    expect(message).toMatch(says);
    expect(message.split(': ')[0]).toBe(`The init hook ${join(init, name)} failed${at}`);
    expect(message).toContain('Mend it and start again');
  },
);

it('goes on after a mended hook, without those before it', async () => {
  const data = await temporaryFolder();
  const init = await hooks({ '1.json': [referral(ALPHA)], '2.sh': 'exit 1\n', '3.json': [put] });
  for (let start = 0; start < 2; start++) {
    await expect(startServer({ data, init })).rejects.toThrow(/2\.sh failed/);
  }
  await hooks({ '2.sh': 'true\n' }, init);
  const server = await startServer({ data, init });
  expect((await server.accounts.list()).accounts).toMatchObject([{ companyName: 'Alpha' }]);
  const { EngagementInvitationSummaries } = await clientOf(server, ALPHA).listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
  });
  expect(EngagementInvitationSummaries).toHaveLength(1);
});

it('refuses a folder that is not there', async () => {
  const init = join(await temporaryFolder(), 'no');
  await expect(startServer({ init })).rejects.toThrow(/folder of the init hooks .*no cannot be read/);
});

const serve = async (files: Record<string, string>) => {
  const flags = ['--port', '0', '--data', 'memory', '--init', await hooks(files)];
  const program = startProgram(['serve', ...flags]);
  const outcome = await Promise.race([program.ready(), program.ended()]).catch(() => program.ended());
  return { outcome, program };
};

it.each([
  ['1.sh', 'exit 1\n', /1\.sh failed: it exited with 1\./],
  ['1.mjs', 'export default async () => {\n  await await;\n};\n', /1\.mjs failed at line 2: /],
  ['1.ts', 'const hook: string = 5;\nexport default hook;\n', /1\.ts failed: it exports no function/],
  [
    '1.ts',
    'export default async () => {\n  const n: number = 1;\n  throw new Error("no " + n);\n};\n',
    /1\.ts failed at line 3: no 1\./,
  ],
  ['1.ts', 'export default () => {\n  const n: number = ;\n};\n', /1\.ts failed at line 2: /],
  [
    '1.cjs',
    'exports.setup = async ({ accounts }) => {\n  await accounts.put({ id: "x" });\n};\n',
    /1\.cjs failed at line 2: companyName is required/,
  ],
])('ends the command with 1: %s %j', async (name, text, says) => {
  const { outcome, program } = await serve({ [name]: text });
  expect(outcome).toBe(1);
  expect(program.stderr).toMatch(/^cosell: The init hook .* Mend it/m);
  expect(program.stderr).toMatch(says);
});

it('logs what ran, what it said, and what it took', async () => {
  const { program } = await serve({
    '1.ts': 'export default (_cosell: object, { log }: { log(line: string): void }) => log("hello");\n',
    '2.sh': 'echo from the shell; sleep 1.5\n',
    'README.md': '',
  });
  const logged = () =>
    program.stderr
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line));
  // What a process has written to two pipes is not read in its order.
  await expect.poll(() => logged().length, { timeout: 60_000 }).toBe(5);
  expect(logged()).toMatchObject([
    { msg: 'files that are no init hooks are passed over: see --init', files: ['README.md'] },
    { msg: 'hello', hook: '1.ts' },
    { msg: 'from the shell', hook: '2.sh' },
    { msg: 'an init hook still runs', hook: '2.sh' },
    { msg: 'init hooks ran', ran: ['1.ts', '2.sh'] },
  ]);
});
