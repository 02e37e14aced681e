import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import type { StoreLocation } from '../../src/store/index.ts';
import { administer } from './postgres-administration.ts';

export { administer } from './postgres-administration.ts';

/** Whether the tests run on PostgreSQL, by the project of vitest.config.ts. */
const onPostgres = process.env.COSELL_TEST_STORE === 'postgres';

/** Creates a database in the test run's PostgreSQL. Drops it after the test. */
export const freshDatabase = async (template: string | undefined = 'cosell_template'): Promise<string> => {
  const cluster = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copies the files: less work than writing each page to the log.
  await administer(cluster, `create database ${name} template ${template} strategy file_copy`);
  onTestFinished(async () => {
    await administer(cluster, `drop database ${name} with (force)`);
  });
  return new URL(`/${name}`, cluster).href;
};

const databases = new Map<string, Promise<string>>();

/**
 * Maps `location` to the store under test: unchanged, or, on PostgreSQL, a database, which is the same
 * for the same folder during a test.
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
