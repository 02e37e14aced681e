import { resolve } from 'node:path';
import type { PostgresLocation } from './postgres/index.ts';
import type { Program } from './program.ts';
import { hasDatabaseFile } from './sqlite/open-database.ts';

/** A data folder, or `memory` for a database that is lost when the process ends. */
export type SqliteLocation = { readonly folder: string } | 'memory';

/** Where a database is: SQLite in this process, or a PostgreSQL server. */
export type StoreLocation = SqliteLocation | PostgresLocation;

/** Calls the choice for the location's database. This is the only place that distinguishes SQLite from PostgreSQL. */
export const byDatabase = <T>(
  location: StoreLocation,
  choices: { sqlite(location: SqliteLocation): T; postgres(location: PostgresLocation): T },
): T =>
  location !== 'memory' && 'databaseUrl' in location ? choices.postgres(location) : choices.sqlite(location);

/** Whether the location may hold data. Returns false for memory and for a folder without a database file. */
export const hasDatabase = (location: StoreLocation, program: Program): boolean =>
  byDatabase(location, {
    sqlite: (place) => place !== 'memory' && hasDatabaseFile(place.folder, program.name),
    postgres: () => true,
  });

/**
 * Returns a database's URL. Throws an Error if it is not PostgreSQL's, of which `pg` would make something: the name of a database, or a
 * socket's folder. Never quotes it, because it may have a password.
 */
export const readDatabaseUrl = (text: string): string => {
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') return text;
  const found = scheme === undefined ? 'has no scheme' : `begins with ${scheme}://`;
  throw new Error(
    `The database URL ${found}. It has to be PostgreSQL's, postgres://user:password@host:5432/database; without a database, name a folder ` +
      'with --data.',
  );
};

/** Describes a location for a message, without user and password. */
export const describeLocation = (location: StoreLocation): string =>
  byDatabase(location, {
    sqlite: (place) => (place === 'memory' ? 'memory' : `the folder ${resolve(place.folder)}`),
    postgres: ({ databaseUrl }) => {
      if (!URL.canParse(databaseUrl)) return 'the PostgreSQL database';
      const { host, pathname } = new URL(databaseUrl);
      return `the PostgreSQL database ${pathname.slice(1)}${host && ` at ${host}`}`;
    },
  });
