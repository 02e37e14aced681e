import type { Connections } from './dialect.ts';
import { byDatabase, type SqliteLocation, type StoreLocation } from './location.ts';
import { alone } from './peers.ts';
import type { Program } from './program.ts';
import { openSqlite } from './sqlite/index.ts';
import { sqliteSchema } from './sqlite/schema.ts';

/** Opens the database at a location. Loads PostgreSQL's client only if needed, because it costs memory and start time. */
export const openConnections = (location: StoreLocation, program: Program): Promise<Connections> =>
  byDatabase(location, {
    sqlite: async (place) => embedded(place, program),
    postgres: async (place) => {
      const { openPostgres } = await import('./postgres/index.ts');
      return openPostgres(place, program);
    },
  });

const embedded = (location: SqliteLocation, program: Program): Connections => {
  const { reads, reader, writes, openSnapshot, withLargeTransactions, findFault, usage, close } = openSqlite(
    location,
    program,
  );
  return {
    reads,
    reader,
    openSnapshot,
    writes,
    migrations: writes,
    schema: sqliteSchema,
    peers: alone,
    withLargeTransactions,
    findFault,
    usage,
    isInUse: async () => false,
    close,
  };
};
