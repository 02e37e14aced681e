import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { Agent, createServer, request as httpsRequest, type RequestOptions } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Cosell, type CosellOptions, startCosell } from '../../../src/index.ts';
import { keepCurrent, readCertificates, type TlsFiles } from '../../../src/server/transport/tls.ts';
import { type Authority, type Certificate, createAuthority } from '../../support/authority.ts';
import { eventually } from '../../support/engine.ts';
import { ALPHA, startServer, temporaryFolder } from '../../support/server.ts';
import { exchange } from '../../support/wire.ts';

const authority = await createAuthority();
const stranger = await createAuthority('A stranger');

/** Writes a certificate and its key as files, as if they were replaced. */
const put = async (files: TlsFiles, { cert, key }: Certificate): Promise<void> => {
  for (const [file, content] of [
    [files.certFile, cert],
    [files.keyFile, key],
  ] as const) {
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  }
};

const filesIn = async (folder: string, clients?: Authority): Promise<TlsFiles> => {
  const files = { certFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') };
  await put(files, await authority.issue());
  if (!clients) return files;
  const clientCaFile = join(folder, 'clients.crt');
  await writeFile(clientCaFile, clients.cert);
  return { ...files, clientCaFile };
};

const startSecure = async (
  options: CosellOptions = {},
  clients?: Authority,
): Promise<Cosell & { files: TlsFiles }> => {
  const files = await filesIn(await temporaryFolder(), clients);
  return { ...(await startServer({ ...options, tls: files })), files };
};

/** Calls the server with a connection of its own. */
const get = async ({ endpoint }: { endpoint: string }, options: RequestOptions = {}) => {
  const request = httpsRequest(`${endpoint}/_cosell/health`, {
    ca: authority.cert,
    agent: false,
    ...options,
  });
  request.end();
  const [response] = await once(request, 'response');
  const { serialNumber } = (response.socket as TLSSocket).getPeerCertificate();
  return { status: response.statusCode, headers: response.headers, serialNumber, body: await text(response) };
};

const serialOf = ({ cert }: Certificate): string => new X509Certificate(cert).serialNumber;

describe('a server with a certificate', () => {
  it('serves HTTPS to the SDK', async () => {
    const server = await startSecure();
    expect(server.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const client = new PartnerCentralSelling({
      ...server.clientConfig(ALPHA),
      requestHandler: { httpsAgent: new Agent({ ca: authority.cert }) },
    });
    onTestFinished(() => client.destroy());
    expect((await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries).toEqual([]);
    const untrusting = new PartnerCentralSelling({ ...server.clientConfig(ALPHA), maxAttempts: 1 });
    await expect(untrusting.listOpportunities({ Catalog: 'Sandbox' })).rejects.toThrow('certificate');
  });

  it('tells browsers to keep to HTTPS, unless the name means their own machine', async () => {
    const server = await startSecure({ allowedHosts: ['cosell.example'] });
    const at = async (host: string) =>
      (await get(server, { headers: { host }, checkServerIdentity: () => undefined })).headers[
        'strict-transport-security'
      ];
    expect(await at('cosell.example:4747')).toBe('max-age=31536000');
    expect(await at('localhost:4747')).toBeUndefined();
    expect(await at('127.0.0.1')).toBeUndefined();
  });

  it('refuses plain HTTP and old versions of TLS, and goes on', async () => {
    const server = await startSecure();
    const received = await exchange(server, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n').catch(() => '');
    expect(received).not.toContain('200 OK');
    await expect(
      get(server, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    ).rejects.toThrow(/protocol|version|handshake/i);
    expect((await get(server, { maxVersion: 'TLSv1.2' })).status).toBe(200);
    expect((await get(server)).status).toBe(200);
  });

  it('closes without waiting for connections that never began TLS or sent a request', async () => {
    const files = await filesIn(await temporaryFolder());
    const server = await startCosell({ tls: files });
    const { hostname, port } = new URL(server.endpoint);
    const silent = connect(Number(port), hostname);
    const idle = connectTls({ port: Number(port), host: hostname, ca: authority.cert });
    const closed = [silent, idle].map((socket) =>
      once(
        socket.on('error', () => {}),
        'close',
      ),
    );
    await Promise.all([once(silent, 'connect'), once(idle, 'secureConnect')]);
    await server.close();
    await Promise.all(closed);
  });

  it('sheds connections as one without', async () => {
    const server = await startSecure({ limits: { connections: 10 } });
    const { hostname, port } = new URL(server.endpoint);
    const sockets = Array.from({ length: 9 }, () => connect(Number(port), hostname));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const { status, headers } = await get(server);
    expect([status, headers['retry-after'], headers.connection]).toEqual([503, '1', 'close']);
  });

  it('can make the demo’s data', async () => {
    const server = await startSecure({ demo: true });
    expect((await server.events.list()).events.length).toBeGreaterThan(0);
  });
});

describe('new certificates', () => {
  it('are used by new connections once they are read, and others are not disturbed', async () => {
    const server = await startSecure();
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert });
    onTestFinished(() => agent.destroy());
    const { serialNumber: before } = await get(server, { agent });
    const next = await authority.issue();
    await put(server.files, next);
    await server.reloadCertificates();
    expect((await get(server)).serialNumber).toBe(serialOf(next));
    expect((await get(server, { agent })).serialNumber).toBe(before);
    expect(before).not.toBe(serialOf(next));
  });

  it.each([
    ['a key of another one', async () => (await authority.issue()).key],
    ['no key', async () => 'nothing'],
    ['an empty file', async () => ''],
  ])('are not used with %s', async (_, key) => {
    const server = await startSecure();
    const { serialNumber: before } = await get(server);
    await put(server.files, { ...(await authority.issue()), key: await key() });
    await server.reloadCertificates();
    expect((await get(server)).serialNumber).toBe(before);
    const next = await authority.issue();
    await put(server.files, next);
    await server.reloadCertificates();
    expect((await get(server)).serialNumber).toBe(serialOf(next));
  });

  it('are noticed', async () => {
    const files = await filesIn(await temporaryFolder());
    const first = await readCertificates(files);
    const server = createServer(first).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const current = keepCurrent({ server, files, first, log }, 10);
    onTestFinished(() => {
      current.stop();
      server.close();
    });
    const next = await authority.issue();
    await put(files, next);
    await eventually(() => lines.some((line) => line.includes('certificates reloaded')));
    await writeFile(files.keyFile, 'nothing');
    await eventually(() => lines.some((line) => line.includes('the old ones stay in use')));
    expect(lines.join('')).not.toContain('PRIVATE');
  });
});

describe('a server with authorities of clients', () => {
  it('lets only clients with a certificate of theirs connect', async () => {
    const server = await startSecure({}, stranger);
    const refused = /alert|ECONNRESET|EPIPE|socket hang up|disconnected/i;
    await expect(get(server)).rejects.toThrow(refused);
    await expect(get(server, await authority.issue())).rejects.toThrow(refused);
    await expect(get(server, { ...(await authority.issue()), maxVersion: 'TLSv1.2' })).rejects.toThrow(
      refused,
    );
    expect((await get(server, await stranger.issue())).status).toBe(200);
    expect((await get(server, { ...(await stranger.issue()), maxVersion: 'TLSv1.2' })).status).toBe(200);
  });

  it('forgets an authority that was removed, also for sessions that clients resume', async () => {
    const server = await startSecure({}, stranger);
    const known = await stranger.issue();
    let session: Buffer | undefined;
    const { hostname, port } = new URL(server.endpoint);
    const socket = connectTls({ port: Number(port), host: hostname, ca: authority.cert, ...known });
    socket.on('error', () => {});
    socket.on('session', (given) => {
      session = given;
    });
    socket.write('GET /_cosell/health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await eventually(() => session);
    socket.destroy();
    await writeFile(server.files.clientCaFile ?? '', authority.cert);
    await server.reloadCertificates();
    await expect(get(server, { ...known, session } as RequestOptions)).rejects.toThrow();
    expect((await get(server, await authority.issue())).status).toBe(200);
  });

  it('cannot make the demo’s data', async () => {
    await expect(startSecure({ demo: true }, stranger)).rejects.toThrow('--tls-client-ca');
  });
});

describe('files of certificates', () => {
  it('are refused at the start, by name, if they are none or do not fit', async () => {
    const folder = await temporaryFolder();
    const good = await filesIn(folder);
    const other = join(folder, 'other');
    const refusalOf = (files: Partial<TlsFiles>) =>
      readCertificates({ ...good, ...files }).then(
        () => 'none',
        (error: Error) => error.message,
      );
    expect(await refusalOf({})).toBe('none');
    expect(await refusalOf({ certFile: join(folder, 'absent') })).toContain(
      'absent cannot be read: there is no such file',
    );
    expect(await refusalOf({ certFile: folder })).toContain('it is no file');
    expect(await refusalOf({ keyFile: '/dev/zero' })).toContain('/dev/zero cannot be read: it is no file');
    await writeFile(other, 'nothing');
    expect(await refusalOf({ certFile: other })).toContain('other has no certificate in PEM');
    expect(await refusalOf({ keyFile: other })).toContain('other has no private key in PEM');
    expect(await refusalOf({ clientCaFile: other })).toContain('other has no certificate in PEM');
    await writeFile(other, (await authority.issue()).key);
    expect(await refusalOf({ keyFile: other })).toContain('other is not the key of');
    await expect(startCosell({ tls: { ...good, keyFile: other } })).rejects.toThrow('is not the key of');
  });
});
