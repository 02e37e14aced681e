import type { Connections } from '../kit/sql/dialect.ts';
import { openConnections } from '../kit/sql/index.ts';
import type { StoreLocation } from '../kit/sql/location.ts';
import type { Program } from '../kit/sql/program.ts';

/** Whose files and connections they are. */
export const program: Program = { name: 'cosell', folderOption: '--data' };

/**
 * Opens the database of a location, whatever its schema is.
 * Throws if another server uses the folder. PostgreSQL is not connected to before the first query.
 */
export const openDatabase = (location: StoreLocation): Promise<Connections> =>
  openConnections(location, program);
