import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveCommand } from '../../src/cli/serve.ts';
import { freePort } from '../support/free-port.ts';
import { startServer } from '../support/server.ts';

/** The files that configure a deployment, by name. */
const deployments = async (): Promise<Map<string, string>> => {
  const below = await readdir('deploy', { recursive: true, withFileTypes: true });
  const files = below.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const all = ['Dockerfile', 'docs/operate/deploying.md', ...files];
  return new Map(await Promise.all(all.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
};

const environment = (): Set<string> => {
  const variables = serveCommand().options.flatMap(({ envVar }) => envVar ?? []);
  // Variables read without commander (see serve.ts), that which the doctor looks at, and those of docker-compose.yml itself.
  const others = [
    'ENDPOINT',
    'DEMO',
    'AUDIT_LOG_REQUIRED',
    'ALLOW_PRIVATE_TARGETS',
    'SANDBOX_SOLUTION',
    'CONSOLE',
    'JOURNAL_BODIES',
    'DATABASE_PASSWORD',
    'SECRETS_KEY',
  ];
  return new Set([...variables, ...others.map((name) => `COSELL_${name}`)]);
};

test('deployments set no variable that the server does not read', async () => {
  const known = environment();
  const unknown = [...(await deployments())].flatMap(([file, text]) =>
    (text.match(/\bCOSELL_[A-Z_]+\b/g) ?? [])
      .filter((name) => !known.has(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('the documentation names every variable that the server reads', async () => {
  const page = (await deployments()).get('docs/operate/deploying.md');
  expect([...environment()].filter((name) => !page?.includes(name))).toEqual([]);
});

test('the health check of the image detects whether a server runs', async () => {
  const [, command] = /^HEALTHCHECK [\s\S]*?CMD (\[.*\])$/m.exec(await readFile('Dockerfile', 'utf8')) ?? [];
  const [, ...parameters] = JSON.parse(command ?? '[]') as string[];
  const check = async (port: string): Promise<unknown> => {
    const env = { ...process.env, COSELL_PORT: port };
    const [code] = await once(spawn(process.execPath, parameters, { env }), 'exit');
    return code;
  };
  const { port } = new URL((await startServer()).endpoint);
  expect(await check(port)).toBe(0);
  expect(await check(String(await freePort()))).toBe(1);
});

test('probes use existing routes', async () => {
  const asked = [...(await deployments()).values()].flatMap(
    (text) => text.match(/(?<=path: |127\.0\.0\.1:\d+)\/_cosell\/[a-z]+/g) ?? [],
  );
  const paths = [...new Set(asked)];
  expect(paths).toContain('/_cosell/health');
  const server = await startServer();
  for (const path of paths) expect((await fetch(server.endpoint + path)).status, path).toBe(200);
});
