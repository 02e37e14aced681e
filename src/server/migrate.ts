import { loadJobKinds } from '../jobs/index.ts';
import { openDatabase } from '../store/database.ts';
import type { StoreLocation } from '../store/index.ts';
import { migrate } from '../store/migrations/index.ts';
import { backingOf } from './backing.ts';

/**
 * Migrates the schema of a store, and on PostgreSQL that of its queue. Returns the names of the applied migrations without
 * those of the queue, which are pg-boss's. Servers on PostgreSQL may keep running.
 * Throws `SchemaTooNewError` if a newer version has migrated the store.
 */
export const migrateStore = async (location: StoreLocation): Promise<string[]> => {
  const connections = await openDatabase(location);
  try {
    const applied = await migrate(connections);
    await backingOf(location).migrateJobs((await loadJobKinds()).keys());
    return applied;
  } finally {
    await connections.close();
  }
};
