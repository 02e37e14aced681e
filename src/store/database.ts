import type { Connections } from '../kit/sql/dialect.ts';
import { openConnections } from '../kit/sql/index.ts';
import type { StoreLocation } from '../kit/sql/location.ts';
import type { Program } from '../kit/sql/program.ts';

/** Names the database files and connections. */
export const program: Program = { name: 'cosell', folderOption: '--data' };

/**
 * Opens the database at a location without checking its schema. Connects to PostgreSQL on the first query only.
 * Throws if another server uses the folder.
 */
export const openDatabase = (location: StoreLocation): Promise<Connections> =>
  openConnections(location, program);
