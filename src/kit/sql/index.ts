import type { Connections } from './dialect.ts';
import type { StoreLocation } from './location.ts';
import { alone } from './peers.ts';
import { openSqlite } from './sqlite/index.ts';
import { sqliteSchema } from './sqlite/schema.ts';

/**
 * Opens the database of a location. This is the one place that tells the kinds apart; PostgreSQL's client is loaded for
 * it only, as it takes memory and time to start.
 */
export const openConnections = async (location: StoreLocation): Promise<Connections> => {
  if (location !== 'memory' && 'databaseUrl' in location) {
    const { openPostgres } = await import('./postgres/index.ts');
    return openPostgres(location);
  }
  const { reads, reader, writes, close } = openSqlite(location);
  return {
    reads,
    reader,
    writes,
    migrations: writes,
    schema: sqliteSchema,
    peers: alone,
    isInUse: async () => false,
    close,
  };
};
