import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/server.ts';

/** The path of nginx, Debian's by default. */
const program = process.env.NGINX ?? 'nginx';
const hasNginx = spawnSync(program, ['-v']).status === 0;

const WRITE = 'AWSPartnerCentralSelling.CreateEngagement';
const READ = 'AWSPartnerCentralSelling.GetEngagement';

interface Seen {
  node: number;
  url: string | undefined;
  host: string | undefined;
  body: string;
}

type Answer = (request: Seen, response: ServerResponse) => void;

const answer: Answer = ({ node }, response) => response.end(String(node));
const hangUp: Answer = (_request, response) => response.destroy();

/** A fake cosell node that records its requests. */
const startNode = async (node: number, seen: Seen[], respond: Answer): Promise<number> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url, headers } = request;
    const received = { node, url, host: headers.host, body: Buffer.concat(chunks).toString() };
    seen.push(received);
    respond(received, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
};

const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.end());
  });

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts nginx with the configuration of deploy/compose in front of two nodes. */
const startProxy = async (nodes: readonly [number, number]): Promise<string> => {
  const folder = await temporaryFolder();
  const port = await freePort();
  const shipped = await readFile('deploy/compose/nginx.conf', 'utf8');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `${what}_temp_path ${folder}/${what};`,
  );
  const configuration = shipped
    .replace('cosell-1:4747', `127.0.0.1:${nodes[0]}`)
    .replace('cosell-2:4747', `127.0.0.1:${nodes[1]}`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/dev/stdout', `${folder}/access.log`)
    .replace('error_log stderr', `error_log ${folder}/error.log`)
    .replace('/tmp/nginx.pid', `${folder}/nginx.pid`)
    .replace('http {', `http {\n${temporary.join('\n')}`)
    .replace('worker_processes auto', 'worker_processes 1');
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration);
  const nginx = spawn(program, ['-c', file, '-e', `${folder}/error.log`, '-g', 'daemon off;'], {
    stdio: 'ignore',
  });
  onTestFinished(async () => {
    if (ended(nginx)) return;
    nginx.kill('SIGTERM');
    await once(nginx, 'exit');
  });
  while (!(await connects(port))) {
    if (ended(nginx)) throw new Error(await readFile(`${folder}/error.log`, 'utf8'));
    await sleep(10);
  }
  return `http://127.0.0.1:${port}`;
};

const call = (proxy: string, target: string, path = '/') =>
  fetch(proxy + path, { method: 'POST', body: '{"some":"body"}', headers: { 'x-amz-target': target } });

describe.skipIf(!hasNginx)('nginx as deploy/compose configures it', () => {
  test.each([WRITE, READ])('forwards %s as it was signed', async (target) => {
    const seen: Seen[] = [];
    const proxy = await startProxy([await startNode(1, seen, answer), await startNode(2, seen, answer)]);
    expect((await call(proxy, target, '/a%2Fb?c=%20')).status).toBe(200);
    expect(seen).toEqual([
      {
        node: expect.any(Number),
        url: '/a%2Fb?c=%20',
        host: new URL(proxy).host,
        body: '{"some":"body"}',
      },
    ]);
  });

  test.each([WRITE, READ])('sends %s to the reachable node', async (target) => {
    const seen: Seen[] = [];
    const proxy = await startProxy([await freePort(), await startNode(2, seen, answer)]);
    for (let count = 1; count <= 4; count++) expect(await (await call(proxy, target)).text()).toBe('2');
    expect(seen).toHaveLength(4);
  });

  test('does not retry a write that a node may have processed', async () => {
    const seen: Seen[] = [];
    const proxy = await startProxy([await startNode(1, seen, hangUp), await startNode(2, seen, hangUp)]);
    const answered = await call(proxy, WRITE);
    expect(answered.status).toBe(500);
    expect(answered.headers.get('x-amzn-errortype')).toBe('InternalServerException');
    expect(await answered.json()).toMatchObject({ __type: 'InternalServerException' });
    expect(seen).toHaveLength(1);
  });

  test('retries a read on the other node', async () => {
    const seen: Seen[] = [];
    const firstHangsUp: Answer = (request, response) =>
      (seen.length === 1 ? hangUp : answer)(request, response);
    const proxy = await startProxy([
      await startNode(1, seen, firstHangsUp),
      await startNode(2, seen, firstHangsUp),
    ]);
    expect((await call(proxy, READ)).status).toBe(200);
    expect(new Set(seen.map(({ node }) => node))).toEqual(new Set([1, 2]));
  });

  test('skips a node that closed the connection', async () => {
    const seen: Seen[] = [];
    const respond: Answer = (request, response) =>
      (request.node === seen[0]?.node ? hangUp : answer)(request, response);
    const proxy = await startProxy([await startNode(1, seen, respond), await startNode(2, seen, respond)]);
    expect((await call(proxy, WRITE)).status).toBe(500);
    for (let count = 1; count <= 6; count++) expect((await call(proxy, WRITE)).status).toBe(200);
  });
});
