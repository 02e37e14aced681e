import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/cli/config/read-config.ts';
import { createAuthority } from '../support/authority.ts';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { EventPattern, eventBridgeOf } from '../support/event-bridge.ts';
import { startProgram } from '../support/program.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, clientOf, temporaryFolder } from '../support/server.ts';
import { deadLetters, webhook } from '../support/targets.ts';

const configFile = async (content: unknown): Promise<string> => {
  const file = join(await temporaryFolder(), 'config.json');
  await writeFile(file, JSON.stringify(content));
  return file;
};

const serve = (args: string[], env: Record<string, string> = {}) =>
  startProgram(['serve', '--port', '0', '--data', 'memory', ...args], env);

describe('a configuration', () => {
  test('can have webhooks', async () => {
    const hook = {
      ...webhook('hook', 'https://example.com/in'),
      accounts: ['AWS', ALPHA],
      pattern: { source: ['x'] },
    };
    const { webhooks } = await readConfig(await configFile({ webhooks: [hook] }));
    expect(webhooks).toEqual([{ ...hook, accounts: ['aws', ALPHA] }]);
  });

  test('can have functions', async () => {
    const functions = { crm: 'http://127.0.0.1:9001' };
    expect((await readConfig(await configFile({ functions }))).functions).toEqual(functions);
    await expect(readConfig(await configFile({ functions: ['crm'] }))).rejects.toThrow(
      /functions must be object/,
    );
    await expect(readConfig(await configFile({ functions: { crm: 'x' } }))).rejects.toThrow(
      /functions\.crm has to be/,
    );
  });

  test('with an invalid webhook is rejected without revealing its secret', async () => {
    const hook = { ...webhook('hook', 'example.com') };
    const program = serve(['--config', await configFile({ webhooks: [hook] })]);
    expect(await program.ended()).toBe(1);
    expect(program.stderr).toMatch(
      /^cosell: The configuration .* is not valid: webhooks\[0\]\.url has to be/,
    );
    expect(program.stderr).not.toContain(hook.secret);
  });
});

test.each([
  ['without any option', [], {}, true],
  ['with --no-allow-private-targets', ['--no-allow-private-targets'], {}, false],
  ['with COSELL_ALLOW_PRIVATE_TARGETS=false', [], { COSELL_ALLOW_PRIVATE_TARGETS: 'false' }, false],
  [
    'with the flag against the variable',
    ['--allow-private-targets'],
    { COSELL_ALLOW_PRIVATE_TARGETS: '0' },
    true,
  ],
] as [string, string[], Record<string, string>, boolean][])(
  'on a loopback address, %s, private targets are allowed or not',
  async (_what, args, env, isAllowed) => {
    const receiver = await startReceiver();
    const program = serve(
      ['--config', await configFile({ webhooks: [webhook('hook', receiver.url)] }), ...args],
      env,
    );
    const server = { endpoint: await program.ready() };
    await clientOf(server, ALPHA).createEngagement(engagement());
    if (isAllowed) await eventually(() => receiver.received.length === 1);
    else await eventually(async () => (await deadLetters(server)).length === 1);
    expect(receiver.received.length).toBe(isAllowed ? 1 : 0);
  },
);

test('a configured function receives the events of a rule', async () => {
  const emulator = await startReceiver();
  const program = serve(['--config', await configFile({ functions: { crm: emulator.url } })]);
  const server = { endpoint: await program.ready() };
  const client = eventBridgeOf(server);
  await client.putRule({ Name: 'r', EventPattern });
  const Arn = `arn:aws:lambda:us-east-1:${ALPHA}:function:crm`;
  await client.putTargets({ Rule: 'r', Targets: [{ Id: 't', Arn }] });
  await clientOf(server, ALPHA).createEngagement(engagement());
  await eventually(() => emulator.received.length === 1);
});

test.each([
  [['--target-endpoint', 'localhost:4566'], {}, 'An endpoint is like'],
  [[], { COSELL_TARGET_ENDPOINT: 'nonsense' }, 'An endpoint is like'],
  [['--ca', 'package.json'], {}, 'The certificates package.json are not valid. It has no certificate in PEM'],
  [[], { COSELL_CA: 'none.pem' }, 'The certificates none.pem cannot be read: '],
  [[], { COSELL_ALLOW_PRIVATE_TARGETS: 'perhaps' }, 'COSELL_ALLOW_PRIVATE_TARGETS has to be true or false'],
] as [string[], Record<string, string>, string][])(
  'an invalid option is rejected: %j %j',
  async (args, env, message) => {
    const program = serve(args, env);
    expect(await program.ended()).not.toBe(0);
    expect(program.stderr).toContain(message);
  },
);

test('an authority in a file is trusted', async () => {
  const authority = await createAuthority();
  const file = join(await temporaryFolder(), 'ca.pem');
  await writeFile(file, authority.cert);
  const paths: string[] = [];
  const server = createServer(await authority.issue(), (request, response) => {
    paths.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const program = serve(['--config', await configFile({ webhooks: [webhook('hook', url)] })], {
    COSELL_CA: file,
  });
  await clientOf({ endpoint: await program.ready() }, ALPHA).createEngagement(engagement());
  await eventually(() => paths.length === 1);
});
