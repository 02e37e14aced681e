import type { Connections } from './dialect.ts';
import { openPostgres, type PostgresLocation } from './postgres/index.ts';
import { openSqlite } from './sqlite/index.ts';
import { sqliteSchema } from './sqlite/schema.ts';

/** A data folder, `memory` for a store that ends with the process, or a PostgreSQL database. */
export type StoreLocation = { folder: string } | 'memory' | PostgresLocation;

/** Opens the database of a location. This is the one place that tells the kinds apart. */
export const openConnections = (location: StoreLocation): Connections => {
  if (location !== 'memory' && 'databaseUrl' in location) return openPostgres(location);
  const { reads, writes, close } = openSqlite(location);
  return { reads, writes, migrations: writes, schema: sqliteSchema, close };
};
