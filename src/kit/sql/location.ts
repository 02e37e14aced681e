import { resolve } from 'node:path';
import type { PostgresLocation } from './postgres/index.ts';
import type { Program } from './program.ts';
import { hasDatabaseFile } from './sqlite/open-database.ts';

/** A data folder, or `memory` for a database that ends with the process. */
export type SqliteLocation = { readonly folder: string } | 'memory';

/** Where a database is: embedded in this process, or PostgreSQL's. */
export type StoreLocation = SqliteLocation | PostgresLocation;

/** Picks what differs between SQLite and PostgreSQL. Nothing else tells their locations apart. */
export const byDatabase = <T>(
  location: StoreLocation,
  choices: { sqlite(location: SqliteLocation): T; postgres(location: PostgresLocation): T },
): T =>
  location !== 'memory' && 'databaseUrl' in location ? choices.postgres(location) : choices.sqlite(location);

/** Whether there may be data: false for a folder without a database. */
export const hasDatabase = (location: StoreLocation, program: Program): boolean =>
  byDatabase(location, {
    sqlite: (place) => place !== 'memory' && hasDatabaseFile(place.folder, program.name),
    postgres: () => true,
  });

/** A location in a message: where it is, without user and password. */
export const describeLocation = (location: StoreLocation): string =>
  byDatabase(location, {
    sqlite: (place) => (place === 'memory' ? 'memory' : `the folder ${resolve(place.folder)}`),
    postgres: ({ databaseUrl }) => {
      if (!URL.canParse(databaseUrl)) return 'the PostgreSQL database';
      const { host, pathname } = new URL(databaseUrl);
      return `the PostgreSQL database ${pathname.slice(1)}${host && ` at ${host}`}`;
    },
  });
