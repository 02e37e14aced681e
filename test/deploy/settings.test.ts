import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveCommand } from '../../src/cli/serve.ts';
import { startServer } from '../support/server.ts';
import { freePort } from './ports.ts';

/** Everything that says how to run the server elsewhere, by file. */
const deployments = async (): Promise<Map<string, string>> => {
  const below = await readdir('deploy', { recursive: true, withFileTypes: true });
  const files = below.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const all = ['Dockerfile', 'docs/deploying.md', ...files];
  return new Map(await Promise.all(all.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
};

const environment = (): Set<string> => {
  const variables = serveCommand().options.flatMap(({ envVar }) => envVar ?? []);
  // Read without commander, see serve.ts; and what docker-compose.yml asks for itself.
  const others = ['DEMO', 'ALLOW_PRIVATE_TARGETS', 'SANDBOX_SOLUTION', 'DATABASE_PASSWORD'];
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
  const page = (await deployments()).get('docs/deploying.md');
  expect([...environment()].filter((name) => !page?.includes(name))).toEqual([]);
});

test('the health check of the image tells a server from none', async () => {
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

/** Routes that the deployments ask for and that are still to be written: issue 3. */
const STILL_TO_COME: readonly string[] = ['/_cosell/ready'];

test('probes ask routes that there are', async () => {
  const asked = [...(await deployments()).values()].flatMap(
    (text) => text.match(/(?<=path: |127\.0\.0\.1:\d+)\/_cosell\/[a-z]+/g) ?? [],
  );
  const paths = [...new Set(asked)].filter((path) => !STILL_TO_COME.includes(path));
  expect(paths).toContain('/_cosell/health');
  const server = await startServer();
  for (const path of paths) expect((await fetch(server.endpoint + path)).status, path).toBe(200);
});
