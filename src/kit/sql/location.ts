import { resolve } from 'node:path';
import type { PostgresLocation } from './postgres/index.ts';
import { hasDatabaseFile } from './sqlite/open-database.ts';

/** A data folder, `memory` for a store that ends with the process, or a PostgreSQL database. */
export type StoreLocation = { folder: string } | 'memory' | PostgresLocation;

/** Whether there may be data: false for a folder without a database. */
export const hasDatabase = (location: StoreLocation): boolean => {
  if (location === 'memory') return false;
  return 'databaseUrl' in location || hasDatabaseFile(location.folder);
};

/** A location in a message: where it is, without user and password. */
export const describeLocation = (location: StoreLocation): string => {
  if (location === 'memory') return 'memory';
  if ('folder' in location) return `the folder ${resolve(location.folder)}`;
  if (!URL.canParse(location.databaseUrl)) return 'the PostgreSQL database';
  const { host, pathname } = new URL(location.databaseUrl);
  return `the PostgreSQL database ${pathname.slice(1)}${host && ` at ${host}`}`;
};
