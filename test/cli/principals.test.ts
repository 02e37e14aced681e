import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../support/keys.ts';
import { type Program, startProgram } from '../support/program.ts';
import { ALPHA, temporaryFolder } from '../support/server.ts';

const keyOf = (name: string) => ({ accessKeyId: name, secretAccessKey: `secret of ${name}` });
const configOf = (...names: string[]) =>
  JSON.stringify({ accounts: [{ id: ALPHA, companyName: 'A', credentials: names.map(keyOf) }] });

/** Resolves once standard error has the text. */
const said = async (program: Program, text: string): Promise<void> => {
  while (!program.stderr.includes(text)) await once(program.child.stderr ?? program.child, 'data');
};

/** Runs a command and returns what it printed. */
const run = async (args: readonly string[], env: Record<string, string> = {}) => {
  const program = startProgram(args, env);
  const code = await program.ended();
  return { code, stdout: program.stdout, stderr: program.stderr };
};

describe('cosell serve --config', () => {
  it('reads the file again on SIGHUP, and keeps the former accounts if it is not valid', async () => {
    const file = join(await temporaryFolder(), 'cosell.json');
    await writeFile(file, configOf('ONE'));
    const program = startProgram([
      'serve',
      '--port',
      '0',
      '--data',
      'memory',
      '--auth',
      'strict',
      '--config',
      file,
    ]);
    const server = { endpoint: await program.ready() };
    expect(await outcomeOf(server, keyOf('ONE'))).toBe('accepted');
    await writeFile(file, configOf('TWO'));
    program.child.kill('SIGHUP');
    await said(program, 'again: 1 accounts, 0 users, 0 roles, 0 policies');
    expect(await outcomeOf(server, keyOf('ONE'))).toBe('UnrecognizedClientException');
    expect(await outcomeOf(server, keyOf('TWO'))).toBe('accepted');
    await writeFile(file, configOf('TWO', 'TWO'));
    program.child.kill('SIGHUP');
    await said(program, 'the former configuration stays');
    await said(program, 'line 1: accounts[0].credentials[1].accessKeyId is the id of an earlier key.');
    expect(await outcomeOf(server, keyOf('TWO'))).toBe('accepted');
    expect(program.stderr).not.toContain('secret of');
  });
});

describe('the commands for principals', () => {
  it('make a user and a key that signs, and tokens with scopes', async () => {
    const folder = await temporaryFolder();
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'the first token\n');
    const flags = ['--port', '0', '--data', join(folder, 'data'), '--auth', 'strict'];
    const program = startProgram(['serve', ...flags, '--operator-token-file', tokenFile]);
    const server = { endpoint: await program.ready() };
    const env = { COSELL_ENDPOINT: server.endpoint, COSELL_OPERATOR_TOKEN: 'the first token' };
    const policy = join(folder, 'policy.json');
    const Statement = [{ Effect: 'Allow', Action: 'partnercentral:List*', Resource: '*' }];
    await writeFile(policy, JSON.stringify({ Version: '2012-10-17', Statement }));
    const user = ['jane', '--account', ALPHA];
    expect((await run(['users', 'create', ...user], env)).code).toBe(0);
    const put = ['users', 'put-policy', ...user, '--policy', 'read', '--document', `file://${policy}`];
    expect(await run(put, env)).toMatchObject({ code: 0, stderr: '' });
    const created = await run(['keys', 'create', '--account', ALPHA, '--user', 'jane'], env);
    const key = JSON.parse(created.stdout);
    expect(await outcomeOf(server, key)).toBe('accepted');
    const { mode } = await stat(join(folder, 'data', 'secrets.key'));
    expect(mode & 0o777).toBe(0o600);

    const made = await run(['tokens', 'create', 'ci', '--scope', 'read'], env);
    const { token } = JSON.parse(made.stdout);
    const asCi = { ...env, COSELL_OPERATOR_TOKEN: token };
    expect((await run(['keys', 'list'], asCi)).stdout).toContain(key.accessKeyId);
    const refused = await run(['keys', 'revoke', key.accessKeyId], asCi);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('the scope admin') });
    expect((await run(['tokens', 'revoke', 'ci'], env)).code).toBe(0);
    expect((await run(['keys', 'list'], asCi)).stderr).toContain('need a token that is valid');
    expect(program.stderr).not.toContain(token);
    expect(program.stderr).not.toContain(key.secretAccessKey);
  });

  it('warn of a token that other users can see', async () => {
    const program = startProgram(['serve', '--port', '0', '--data', 'memory', '--operator-token', 'visible']);
    await program.ready();
    await said(program, '--operator-token-file');
    expect(program.stderr).not.toContain('visible');
  });

  it('warn of a client’s token that other users can see, once', async () => {
    const program = startProgram(['serve', '--port', '0', '--data', 'memory']);
    const endpoint = await program.ready();
    const visible = await run(['accounts', 'list', '--endpoint', endpoint, '--token', 'visible']);
    expect(visible.stderr).toMatch(/^cosell: other users .*COSELL_OPERATOR_TOKEN\.\n$/);
    const hidden = { COSELL_OPERATOR_TOKEN: 'hidden' };
    expect((await run(['accounts', 'list', '--endpoint', endpoint], hidden)).stderr).toBe('');
  });

  it('make secrets keys, and print and check configurations', async () => {
    expect((await run(['keys', 'new-secrets-key'])).stdout).toMatch(/^[\w+/]{43}=\n$/);
    const published = await readFile(
      join(import.meta.dirname, '../../docs/reference/config.schema.json'),
      'utf8',
    );
    expect(JSON.parse((await run(['config', 'schema'])).stdout)).toEqual(JSON.parse(published));
    const file = join(await temporaryFolder(), 'cosell.json');
    await writeFile(file, configOf('A'));
    expect(await run(['config', 'check', file])).toMatchObject({ code: 0, stdout: `${file} is valid.\n` });
    await writeFile(file, '{"a":1}');
    expect(await run(['config', 'check', file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a is unknown'),
    });
  });
});

describe('the secrets key', () => {
  const serve = (folder: string, env: Record<string, string> = {}) =>
    startProgram(['serve', '--port', '0', '--data', folder, '--operator-token-file', `${folder}.token`], env);
  const newKey = async () => (await run(['keys', 'new-secrets-key'])).stdout.trim();
  const clientOf = async (program: Program) => ({
    COSELL_ENDPOINT: await program.ready(),
    COSELL_OPERATOR_TOKEN: 'token',
  });

  it('is replaced step by step, and a server without it says so', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await writeFile(`${folder}.token`, 'token');
    const [old, young] = [await newKey(), await newKey()];
    const first = serve(folder, { COSELL_SECRETS_KEY: old });
    await run(['keys', 'create', '--account', ALPHA], await clientOf(first));
    first.child.kill('SIGTERM');
    await first.ended();

    const wrongOnes: Record<string, string>[] = [{}, { COSELL_SECRETS_KEY: young }];
    for (const env of wrongOnes) {
      const wrong = serve(folder, env);
      expect(await wrong.ended()).toBe(1);
      expect(wrong.stderr).toMatch(/encrypted with the secrets key [0-9a-f]{12}/);
      expect(wrong.stderr).not.toContain(young);
    }
    const both = serve(folder, { COSELL_SECRETS_KEY: `${young}\n${old}` });
    const resealed = await run(['keys', 'reseal'], await clientOf(both));
    expect(JSON.parse(resealed.stdout)).toEqual({ resealed: 3 });
    both.child.kill('SIGTERM');
    await both.ended();
    await serve(folder, { COSELL_SECRETS_KEY: young }).ready();
  });

  it('has to be one', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await writeFile(`${folder}.token`, 'token');
    const program = serve(folder, { COSELL_SECRETS_KEY: 'tops3cret' });
    expect(await program.ended()).toBe(1);
    expect(program.stderr).toContain('openssl rand -base64 32');
    expect(program.stderr).not.toContain('tops3cret');
  });
});
