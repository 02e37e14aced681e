import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadActions } from '../../src/operator/index.ts';
import { opportunity, refer } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, BETA, clientOf, startServer, temporaryFolder } from '../support/server.ts';

const run = async (args: string[], env: Record<string, string> = {}, input?: string) => {
  const program = startProgram(args, env);
  program.child.stdin?.end(input);
  return { code: await program.ended(), stdout: program.stdout, stderr: program.stderr };
};

const started = async (options = {}) => {
  const server = await startServer(options);
  const env = { COSELL_ENDPOINT: server.endpoint };
  return { server, env, cosell: (...args: string[]) => run(args, env) };
};

describe('an operator command', () => {
  it('runs an action and prints its result as JSON', async () => {
    const { server, cosell } = await started();
    const solutions = '[{"id":"S-1","name":"Forecasts","catalog":"Sandbox"}]';
    const put = await cosell('accounts', 'put', ALPHA, '--company-name', 'Alpha', '--solutions', solutions);
    expect([put.code, put.stderr]).toEqual([0, '']);
    expect(JSON.parse(put.stdout)).toEqual((await server.accounts.list()).accounts[0]);
    const moved = await cosell('clock', 'advance', '15d');
    expect(moved.code).toBe(0);
    expect(Date.parse((await server.clock.get()).now) - Date.now()).toBeGreaterThan(14 * 86_400_000);
    const listed = await cosell('tasks', '--account', ALPHA, '--limit', '5', '--json');
    expect(JSON.parse(listed.stdout)).toEqual({ tasks: [] });
    const forgotten = await cosell('reset', ALPHA);
    expect(JSON.parse(forgotten.stdout)).toEqual({ account: ALPHA });
    expect((await server.accounts.list()).accounts).toEqual([]);
  });

  it('prints one line per fault and exits with 2 if the server rejects the input', async () => {
    const { cosell } = await started();
    const { code, stdout, stderr } = await cosell('accounts', 'put', '12', '--company-name', '');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^cosell: the server refuses this, for 2 reasons:\n {2}\w.*\n {2}\w.*\n$/);
    expect((await cosell('tasks', '--limit', 'many')).stderr).toMatch(/^cosell: limit /);
  });

  it('says how to start a server and exits with 1 if there is none', async () => {
    const { code, stdout, stderr } = await run(['tasks', '--endpoint', 'http://127.0.0.1:9']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^cosell: There is no server at http:\/\/127\.0\.0\.1:9 .*cosell serve.*COSELL_ENDPOINT/,
    );
    expect((await run(['tasks', '--endpoint', 'nowhere'])).stderr).toMatch(/An endpoint is like http/);
  });

  it('sends the token', async () => {
    const { cosell, env } = await started({ operatorToken: 'open sesame' });
    const refused = await cosell('accounts', 'list');
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/^cosell: .*COSELL_OPERATOR_TOKEN/);
    expect((await cosell('accounts', 'list', '--token', 'open sesame')).code).toBe(0);
    expect((await run(['accounts', 'list'], { ...env, COSELL_OPERATOR_TOKEN: 'open sesame' })).code).toBe(0);
  });

  it('exists for each action, with help that shows an example', async () => {
    const [help, ...others] = await Promise.all([
      run(['--help']),
      run(['accounts', '--help']),
      run(['accounts', 'put', '--help']),
      run(['clock', 'advance', '--help']),
      run(['export', '--help']),
      run(['tail', '--help']),
    ]);
    expect(help?.code).toBe(0);
    const words = [...(await loadActions()).values()].map(
      ({ name, command }) =>
        (command?.words ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).split(/[ .]/)[0],
    );
    for (const word of [...words, 'serve', 'migrate', 'move', 'demo', 'tail', 'export', 'import']) {
      expect(help?.stdout).toMatch(new RegExp(`^  ${word} `, 'm'));
    }
    for (const { code, stdout } of others)
      expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringMatching(/^Usage: /)]);
    for (const { stdout } of others.slice(1)) expect(stdout).toMatch(/\nExample:\n {2}cosell \w+/);
  });

  it('does not match an unknown word', async () => {
    const { code, stderr } = await run(['accountz']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: unknown command 'accountz'/)]);
  });
});

describe('cosell export and import', () => {
  it('copy the state from one server to another through a file or a pipe', async () => {
    const [source, target] = [await started(), await started()];
    const { Id } = await clientOf(source.server, ALPHA).createOpportunity(opportunity());
    const file = join(await temporaryFolder(), 'state.json');
    expect(await source.cosell('export', file)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await source.cosell('export')).stdout.replace(/"at":"[^"]*"/, '')).toBe(
      (await readFile(file, 'utf8')).replace(/"at":"[^"]*"/, ''),
    );
    for (const [args, input] of [
      [['import', file], ''],
      [['import'], await readFile(file, 'utf8')],
    ] as const) {
      await target.server.reset();
      const { code, stdout, stderr } = await run([...args], target.env, input);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Imported \d+ rows\.\n$/);
      const found = await clientOf(target.server, ALPHA).getOpportunity({
        Catalog: 'Sandbox',
        Identifier: Id,
      });
      expect(found.Id).toBe(Id);
    }
    await writeFile(file, 'no JSON');
    const refused = await target.cosell('import', file);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/not valid JSON/)]);
    expect((await target.cosell('import', '/nowhere/state.json')).code).toBe(1);
  });
});

describe('cosell tail', () => {
  it('says on the standard error what was deleted of what it was asked for', async () => {
    const server = await startServer({ retention: { events: '10d' } });
    await server.clock.freeze({});
    await clientOf(server, ALPHA).createOpportunity(opportunity());
    await server.retention.run();
    await server.clock.advance({ by: '11d' });
    await server.retention.run();
    const tail = startProgram(['tail', '--after', '0'], { COSELL_ENDPOINT: server.endpoint });
    await eventually(() => tail.stderr.includes('\n'));
    expect(tail.stderr).toMatch(/^Events up to 1 were deleted: they were recorded before 20\S+Z, /);
    expect(tail.stdout).toBe('');
    tail.child.kill('SIGTERM');
    expect(await tail.ended()).toBe(0);
  });

  const lines = (text: string): { 'detail-type': string; account: string; id: string }[] =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it('prints live events, filtered by account and type, as JSON lines', async () => {
    const { server, env } = await started();
    const all = startProgram(['tail', '--after', '0'], env);
    const some = startProgram(
      ['tail', '--after', '0', '--account', BETA, '--type', 'Opportunity Created'],
      env,
    );
    await refer(clientOf(server, ALPHA));
    await clientOf(server, BETA).createOpportunity(opportunity());
    await server.idle();
    const feed = (await server.events.list()).events;
    await eventually(() => lines(all.stdout).length >= feed.length);
    expect(lines(all.stdout)).toEqual(feed);
    await eventually(() => some.stdout.includes('\n'));
    const own = feed.filter(
      (event) => event.account === BETA && event['detail-type'] === 'Opportunity Created',
    );
    expect(lines(some.stdout)).toEqual(own);
    all.child.kill('SIGTERM');
    expect(await all.ended()).toBe(0);
  });

  it('reconnects after the server was down and continues where it left off', async () => {
    const data = await temporaryFolder();
    const first = await startServer({ data });
    const port = Number(new URL(first.endpoint).port);
    const program = startProgram(['tail', '--after', '0'], { COSELL_ENDPOINT: first.endpoint });
    await clientOf(first, ALPHA).createOpportunity(opportunity());
    await eventually(() => program.stdout.includes('\n'));
    await first.close();
    const second = await startServer({ data, port });
    await clientOf(second, ALPHA).createOpportunity(opportunity());
    const feed = (await second.events.list()).events;
    await eventually(() => lines(program.stdout).length >= feed.length);
    expect(lines(program.stdout)).toEqual(feed);
  });

  it('exits if there is no server or the server rejects it', async () => {
    expect((await run(['tail'], { COSELL_ENDPOINT: 'http://127.0.0.1:9' })).code).toBe(1);
    const { env } = await started({ operatorToken: 'x' });
    expect((await run(['tail'], env)).code).toBe(2);
  });
});

describe('cosell serve', () => {
  it('starts with a seed from --seed or the configuration, and protects its operator routes with a token', async () => {
    const folder = await temporaryFolder();
    const seed = [{ action: 'accounts.put', with: { id: ALPHA, companyName: 'Alpha' } }];
    await writeFile(join(folder, 'seed.json'), JSON.stringify(seed));
    await writeFile(join(folder, 'config.json'), JSON.stringify({ seed }));
    for (const flags of [
      ['--seed', join(folder, 'seed.json')],
      ['--config', join(folder, 'config.json')],
    ]) {
      const server = startProgram([
        'serve',
        '--port',
        '0',
        '--data',
        'memory',
        '--operator-token',
        'x',
        ...flags,
      ]);
      const endpoint = await server.ready();
      const { code, stdout } = await run(['accounts', 'list', '--endpoint', endpoint, '--token', 'x']);
      expect(code).toBe(0);
      expect(JSON.parse(stdout).accounts).toMatchObject([{ id: ALPHA, companyName: 'Alpha' }]);
      expect((await fetch(`${endpoint}/_cosell/events`)).status).toBe(401);
      server.child.kill('SIGTERM');
      expect(await server.ended()).toBe(0);
    }
  });

  it.each([
    ['{}', /not valid: it has to be an exported state, or a list of actions/],
    ['[{"actoin":"x"}]', /\[0\] has to be like/],
    ['{', /has to be JSON/],
    ['[{"action":"accounts.put","with":{"id":"x"}}]', /because of \[0\] \(accounts\.put\)/],
  ])('rejects an invalid seed: %s', async (text, message) => {
    const file = join(await temporaryFolder(), 'seed.json');
    await writeFile(file, text);
    const { code, stderr } = await run(['serve', '--port', '0', '--data', 'memory', '--seed', file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
