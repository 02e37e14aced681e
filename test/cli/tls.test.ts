import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority } from '../support/authority.ts';
import { eventually } from '../support/engine.ts';
import { startProgram } from '../support/program.ts';
import { startServer, temporaryFolder } from '../support/server.ts';

const run = async (args: string[], env: Record<string, string> = {}) => {
  const program = startProgram(args, env);
  program.child.stdin?.end();
  return { code: await program.ended(), stdout: program.stdout, stderr: program.stderr };
};

/** Writes the certificates of a server and of its client. */
const write = async () => {
  const folder = await temporaryFolder();
  const authority = await createAuthority();
  const at = (name: string): string => join(folder, name);
  const issue = async (): Promise<void> => {
    const { cert, key } = await authority.issue();
    await writeFile(at('tls.crt'), cert);
    await writeFile(at('tls.key'), key);
  };
  await issue();
  await writeFile(at('ca.crt'), authority.cert);
  return { at, issue, authority };
};

describe('the command line with TLS', () => {
  it('serves HTTPS and reads new certificates on SIGHUP', async () => {
    const { at, issue, authority } = await write();
    const server = startProgram([
      ...[
        'serve',
        '--port',
        '0',
        '--data',
        'memory',
        '--tls-cert',
        at('tls.crt'),
        '--tls-key',
        at('tls.key'),
      ],
    ]);
    await eventually(() => server.stdout.includes('\n'));
    const [, port] = /^cosell ready on https:\/\/127\.0\.0\.1:(\d+)\n$/.exec(server.stdout) ?? [];
    const serial = async (): Promise<string> => {
      const socket = connect({ host: '127.0.0.1', port: Number(port), ca: authority.cert });
      onTestFinished(() => void socket.destroy());
      await once(socket, 'secureConnect');
      // The server resets it when it ends.
      socket.on('error', () => {});
      return socket.getPeerCertificate().serialNumber;
    };
    const before = await serial();
    await issue();
    server.child.kill('SIGHUP');
    await eventually(async () => (await serial()) !== before);
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
  });

  it('does not start without the key, or with another one', async () => {
    const { at, authority } = await write();
    const half = await run(['serve', '--data', 'memory', '--tls-cert', at('tls.crt')]);
    expect([half.code, half.stdout]).toEqual([1, '']);
    expect(half.stderr).toBe('cosell: TLS needs a certificate and its key: --tls-cert and --tls-key.\n');
    await writeFile(at('tls.key'), authority.key);
    const env = { COSELL_TLS_CERT: at('tls.crt'), COSELL_TLS_KEY: at('tls.key') };
    const other = await run(['serve', '--port', '0', '--data', 'memory'], env);
    expect([other.code, other.stdout]).toEqual([1, '']);
    expect(other.stderr).toMatch(/^cosell: .*tls\.key is not the key of .*tls\.crt\.\n$/);
  });

  it('calls a server whose authority it is given, and says so if it is not', async () => {
    const { at } = await write();
    const server = await startServer({ tls: { certFile: at('tls.crt'), keyFile: at('tls.key') } });
    const refused = await run(['clock', 'get', '--endpoint', server.endpoint]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/^cosell: The certificate of https:.* is not trusted .*--ca or COSELL_CA/);
    const env = { COSELL_CA: at('ca.crt'), COSELL_ENDPOINT: server.endpoint };
    const told = await run(['clock', 'get'], env);
    expect([told.code, told.stderr]).toEqual([0, '']);
    expect(JSON.parse(told.stdout)).toMatchObject({ frozen: false });
    const wrong = await run(['clock', 'set', 'never'], env);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('to has to be a moment of RFC 3339');
    const absent = await run(['clock', 'get', '--ca', at('absent')], env);
    expect(absent.code).toBe(1);
    expect(absent.stderr).toContain('absent cannot be read');
  });

  it('calls a server that wants a certificate of its clients', async () => {
    const { at, authority } = await write();
    const client = await authority.issue({ names: ['operator'] });
    await writeFile(at('client.crt'), client.cert);
    await writeFile(at('client.key'), client.key);
    const tls = { certFile: at('tls.crt'), keyFile: at('tls.key'), clientCaFile: at('ca.crt') };
    const server = await startServer({ tls });
    const env = { COSELL_CA: at('ca.crt'), COSELL_ENDPOINT: server.endpoint };
    expect((await run(['clock', 'get'], env)).code).toBe(1);
    const told = await run(
      ['clock', 'get', '--client-cert', at('client.crt'), '--client-key', at('client.key')],
      env,
    );
    expect([told.code, told.stderr]).toEqual([0, '']);
  });
});
