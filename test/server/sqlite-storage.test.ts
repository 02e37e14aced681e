import { execFileSync } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createReadiness } from '../../src/server/readiness.ts';
import { openStore } from '../../src/store/index.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, clientOf, errorOf, startServer, temporaryFolder } from '../support/server.ts';

const look = async ({ endpoint }: { endpoint: string }) => {
  const [ready, health] = await Promise.all(
    ['ready', 'health'].map((path) => fetch(`${endpoint}/_cosell/${path}`)),
  );
  const readyBody = (await ready?.json()) as { status: string; reason?: string };
  const healthBody = (await health?.json()) as { status: string; reason?: string };
  return { ready: ready?.status, health: healthBody.status, reason: readyBody.reason ?? '' };
};
type Server = Awaited<ReturnType<typeof startServer>>;

const isWell = (server: Server) =>
  expect.poll(() => look(server), { timeout: 30_000 }).toMatchObject({ ready: 200, health: 'ok' });
const isDegraded = (server: Server, reason: string) =>
  expect
    .poll(() => look(server), { timeout: 30_000 })
    .toMatchObject({ ready: 503, health: 'degraded', reason: expect.stringContaining(reason) });

it('a data folder that is moved away is noticed, writes into it are refused, and its return too', async () => {
  const data = join(await temporaryFolder(), 'data');
  const server = await startServer({ data, logLevel: 'silent' });
  const client = clientOf(server, ALPHA);
  const { Id = '' } = await client.createOpportunity(opportunity());
  await isWell(server);
  await rename(data, `${data}-away`);
  await isDegraded(server, 'was deleted, moved or replaced');
  expect((await errorOf(client.createOpportunity(opportunity()))).name).toBe('InternalServerException');
  await rename(`${data}-away`, data);
  await isWell(server);
  const again = await client.createOpportunity(opportunity());
  const { OpportunitySummaries = [] } = await client.listOpportunities({ Catalog: 'Sandbox' });
  expect(OpportunitySummaries.map((summary) => summary.Id).toSorted()).toEqual([Id, again.Id].toSorted());
});

it('a data folder that is deleted is noticed', async () => {
  const data = join(await temporaryFolder(), 'data');
  const server = await startServer({ data, logLevel: 'silent' });
  await rm(data, { recursive: true });
  await isDegraded(server, 'was deleted, moved or replaced');
  expect((await errorOf(clientOf(server, ALPHA).createOpportunity(opportunity()))).name).toBe(
    'InternalServerException',
  );
});

/** A file system of 24 MB; undefined where this user may not mount one. */
const smallDisk = async (): Promise<string | undefined> => {
  const folder = await temporaryFolder();
  try {
    execFileSync('sh', ['-c', 'mount -t tmpfs -o size=24m tmpfs "$0"', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('sh', ['-c', 'umount -l "$0"', folder]));
  return folder;
};

it('a full disk is noticed, writes that fail have no effect, and all is well once there is room', async ({
  skip,
}) => {
  const disk = await smallDisk();
  if (disk === undefined) return skip('only root may mount a small disk');
  const server = await startServer({ data: join(disk, 'data'), logLevel: 'silent' });
  const client = clientOf(server, ALPHA);
  await isWell(server);
  await writeFile(join(disk, 'ballast'), Buffer.alloc(40_000_000)).catch(() => {});
  await isDegraded(server, 'MB are free on the disk');
  const created: string[] = [];
  let error: Error | undefined;
  for (let count = 0; count < 2_000 && !error; count += 1) {
    await client.createOpportunity(opportunity()).then(
      ({ Id = '' }) => created.push(Id),
      (reason) => {
        error = reason;
      },
    );
  }
  expect(error?.name).toBe('InternalServerException');
  await rm(join(disk, 'ballast'));
  await isWell(server);
  created.push((await client.createOpportunity(opportunity())).Id ?? '');
  const kept: string[] = [];
  for (let NextToken: string | undefined; ; ) {
    const page = await client.listOpportunities({
      Catalog: 'Sandbox',
      MaxResults: 100,
      ...(NextToken && { NextToken }),
    });
    kept.push(...(page.OpportunitySummaries ?? []).map(({ Id = '' }) => Id));
    NextToken = page.NextToken;
    if (!NextToken) break;
  }
  expect(kept.toSorted()).toEqual(created.toSorted());
});

it('the storage is checked at intervals only, however often somebody asks', async () => {
  const store = await openStore('memory');
  onTestFinished(() => store.close());
  let checks = 0;
  const findFault = async () => {
    checks += 1;
    return undefined;
  };
  const readiness = createReadiness({ reads: store.reads, findFault }, { storageMs: 3_600_000 });
  for (let count = 0; count < 20; count += 1) expect(await readiness.findFault()).toBeUndefined();
  expect(checks).toBe(1);
});
