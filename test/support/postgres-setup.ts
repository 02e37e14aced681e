import type { TestProject } from 'vitest/node';
import { startCosell } from '../../src/index.ts';
import { administer } from './postgres.ts';
import { startCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The administrator's database of this test run's PostgreSQL. */
    postgresUrl: string;
  }
}

/** Starts a PostgreSQL for the tests, with a migrated template database that each test copies. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const cluster = await startCluster(['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);
  await administer(cluster.url, 'create database cosell_template');
  const template = new URL('/cosell_template', cluster.url).href;
  const server = await startCosell({ databaseUrl: template });
  await server.close();
  // Values that every installation generates for itself.
  await administer(template, 'delete from meta');
  project.provide('postgresUrl', cluster.url);
  return () => cluster.remove();
};
