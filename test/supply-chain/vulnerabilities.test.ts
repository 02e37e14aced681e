import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkVulnerabilities } from '../../supply-chain/vulnerabilities.ts';
import { temporaryFolder } from '../support/server.ts';

// npm keeps advisories, also those of the tests, by their number.
beforeEach(async () => {
  vi.stubEnv('npm_config_cache', await temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** Starts a registry that answers the endpoint of `npm audit`, and what npm then asks: the versions of each named package. */
const startRegistry = async (advisories: object, status = 200): Promise<string> => {
  const server = createServer((request, response) => {
    request.resume();
    const name = request.url?.slice(1) ?? '';
    const isAudit = name === '-/npm/v1/security/advisories/bulk';
    const versions = { '1.0.0': { name, version: '1.0.0' }, '2.0.0': { name, version: '2.0.0' } };
    response.writeHead(isAudit ? status : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAudit ? advisories : { name, 'dist-tags': { latest: '2.0.0' }, versions }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const advisory = (name: string, severity: string) => ({
  [name]: [
    { id: 1, url: `https://example.com/${name}`, title: 'A fault', severity, vulnerable_versions: '<2.0.0' },
  ],
});

/** A project with one package of production and one of development. */
const project = async (): Promise<string> => {
  const root = await temporaryFolder();
  const own = {
    name: 'project',
    version: '1.0.0',
    dependencies: { prod: '^1.0.0' },
    devDependencies: { dev: '^1.0.0' },
  };
  const entry = { version: '1.0.0', integrity: 'sha512-AA==' };
  const packages = { '': own, 'node_modules/prod': entry, 'node_modules/dev': { ...entry, dev: true } };
  await writeFile(join(root, 'package.json'), JSON.stringify(own));
  await writeFile(
    join(root, 'package-lock.json'),
    JSON.stringify({ name: 'project', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  );
  return root;
};

test.each([
  ['nothing', {}, []],
  ['low in production', advisory('prod', 'low'), []],
  [
    'moderate in production',
    advisory('prod', 'moderate'),
    ['prod 1.0.0 has a vulnerability, moderate: A fault, https://example.com/prod.'],
  ],
  ['moderate in development', advisory('dev', 'moderate'), []],
  [
    'high in development',
    advisory('dev', 'high'),
    ['dev 1.0.0 has a vulnerability, high: A fault, https://example.com/dev.'],
  ],
])('%s', async (_what, advisories, problems) => {
  expect(await checkVulnerabilities(await project(), await startRegistry(advisories))).toEqual({ problems });
});

test.each([405, 404])('says that it skipped the check if the registry answers %i', async (status) => {
  const { problems, skipped } = await checkVulnerabilities(await project(), await startRegistry({}, status));
  expect(problems).toEqual([]);
  expect(skipped).toContain(String(status));
});
