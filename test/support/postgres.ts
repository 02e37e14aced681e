import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import type { StoreLocation } from '../../src/store/index.ts';
import { administer } from './postgres-administration.ts';

export { administer } from './postgres-administration.ts';

/** Whether the tests run on PostgreSQL: decided by the project of vitest.config.ts. */
const onPostgres = process.env.COSELL_TEST_STORE === 'postgres';

/** A database of its own, in the test run's PostgreSQL; dropped when the test is over. */
export const freshDatabase = async (template: string | undefined = 'cosell_template'): Promise<string> => {
  const cluster = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(cluster, `create database ${name} template ${template}`);
  onTestFinished(async () => {
    await administer(cluster, `drop database ${name} with (force)`);
  });
  return new URL(`/${name}`, cluster).href;
};

const databases = new Map<string, Promise<string>>();

/**
 * Where the store under test keeps what a test keeps at `location`: there, or, on PostgreSQL, in a database: the same
 * one for the same folder, until the test is over.
 */
export const underTest = async (location: StoreLocation): Promise<StoreLocation> => {
  if (!onPostgres || (location !== 'memory' && 'databaseUrl' in location)) return location;
  if (location === 'memory') return { databaseUrl: await freshDatabase() };
  const { folder } = location;
  let database = databases.get(folder);
  if (!database) {
    database = freshDatabase();
    databases.set(folder, database);
    onTestFinished(() => {
      databases.delete(folder);
    });
  }
  return { databaseUrl: await database };
};
