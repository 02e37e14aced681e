import { loadJobKinds } from '../jobs/index.ts';
import { openDatabase } from '../store/database.ts';
import type { StoreLocation } from '../store/index.ts';
import { migrate } from '../store/migrations/index.ts';
import { backingOf } from './backing.ts';

/**
 * Brings the schema of a place up to date, and on PostgreSQL that of its queue. Answers the names of the changes made;
 * the queue's, which are pg-boss's own, are not among them. Servers on PostgreSQL may go on meanwhile.
 * Throws `SchemaTooNewError` where a newer version was there.
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
