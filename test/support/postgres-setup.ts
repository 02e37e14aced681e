import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { startCosell } from '../../src/index.ts';
import { once } from '../../src/kit/flow/once.ts';
import { administer } from './postgres.ts';
import { startCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The administrator's database of this test run's PostgreSQL. */
    postgresUrl: string;
  }
}

/** What the databases of some tests at once, and the log of their changes, may take. */
const ROOM_BYTES = 4 * 2 ** 30;
const MEMORY = '/dev/shm';

/** Memory, if there is enough: each test copies and drops a database of 10 MB. */
const place = (): string => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
};

/** Starts a PostgreSQL for the tests, with a migrated template database that each test copies. */
const startMigrated = async () => {
  const cluster = await startCluster(
    ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
    place(),
  );
  await administer(cluster.url, 'create database cosell_template');
  const template = new URL('/cosell_template', cluster.url).href;
  const server = await startCosell({ databaseUrl: template });
  await server.close();
  // Values that every installation generates for itself.
  await administer(template, 'delete from meta');
  return { url: cluster.url, remove: once(() => cluster.remove()) };
};

/** Each project loads this module by itself, and those on PostgreSQL share one. */
const run = globalThis as { cosellPostgres?: ReturnType<typeof startMigrated> };

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  run.cosellPostgres ??= startMigrated();
  const { url, remove } = await run.cosellPostgres;
  project.provide('postgresUrl', url);
  return remove;
};
