import { type Command, Option } from 'commander';
import { readDatabaseUrl } from '../kit/sql/location.ts';
import type { StoreLocation } from '../store/index.ts';

/** The options by which a command names a store that it opens itself. */
export interface PlaceFlags {
  data: string;
  databaseUrl?: string;
}

export const addPlaceFlags = (command: Command): Command =>
  command
    .addOption(new Option('--data <folder>', 'folder with the data').default('.cosell').env('COSELL_DATA'))
    .addOption(
      new Option('--database-url <url>', 'PostgreSQL database, instead of --data').env('COSELL_DATABASE_URL'),
    );

export const placeOf = ({ data, databaseUrl }: PlaceFlags): StoreLocation => {
  if (databaseUrl) return { databaseUrl: readDatabaseUrl(databaseUrl) };
  return data === 'memory' ? data : { folder: data };
};
