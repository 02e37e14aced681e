import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyRing } from '../kit/service/key-ring.ts';
import { newSealKey } from '../kit/service/seal.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { StoreLocation } from '../store/index.ts';
import type { Queries } from '../store/tables.ts';
import { parseSecretsKeys, type SecretsKeySource, usedKeyIds } from './secrets.ts';

const FILE = 'secrets.key';

/**
 * Returns where a server finds its secrets keys: those that it was given, then the one of its data folder, which it creates
 * there with its first secret. A store in memory gets a new key; PostgreSQL has none of its own, because several servers
 * share it. Throws an Error if the folder's file has no key.
 */
export const secretsKeysOf = async (
  location: StoreLocation,
  given: readonly string[],
): Promise<SecretsKeySource> =>
  byDatabase<SecretsKeySource | Promise<SecretsKeySource>>(location, {
    postgres: () => ({ given }),
    sqlite: (place) =>
      place === 'memory'
        ? { given: given.length > 0 ? given : [newSealKey()] }
        : ofFolder(join(place.folder, FILE), given),
  });

const ofFolder = async (file: string, given: readonly string[]): Promise<SecretsKeySource> => {
  const own = await keysIn(file);
  return {
    given: [...given, ...own],
    create: async () => {
      const key = newSealKey();
      await writeKeys(file, [key]);
      return key;
    },
  };
};

const keysIn = async (file: string): Promise<string[]> =>
  existsSync(file) ? parseSecretsKeys(await readFile(file, 'utf8'), file) : [];

/** Writes the file for its owner only, durably, and whole or not at all. */
const writeKeys = async (file: string, keys: readonly string[]): Promise<void> => {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${keys.join('\n')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
};

/** Which secrets keys the servers of a new place need. */
export interface NeededKeys {
  /** Their ids; none if the data has no encrypted secrets. */
  ids: readonly string[];
  /** Those of them that the new place does not have. */
  missing: readonly string[];
  /** The file of the old place that has the missing ones, if it has. */
  file: string | undefined;
}

/**
 * Gives the folder `to` the secrets keys of the folder `from` that the data in `db` is encrypted with. Returns which keys are
 * needed, and which of them have to be given to the servers, because a place is PostgreSQL or they were given from elsewhere before.
 */
export const moveSecretsKeys = async (
  db: Queries,
  from: StoreLocation,
  to: StoreLocation,
): Promise<NeededKeys> => {
  const ids = await usedKeyIds(db);
  const [source, target] = [fileOf(from), fileOf(to)];
  const known = target === undefined ? [] : await keysIn(target);
  const isNeeded = (key: string): boolean => ids.includes(idOf(key)) && !known.includes(key);
  const own = source === undefined ? [] : (await keysIn(source)).filter(isNeeded);
  if (target !== undefined && own.length > 0) await writeKeys(target, [...known, ...own]);
  const there = new Set(target === undefined ? [] : [...known, ...own].map(idOf));
  const missing = ids.filter((id) => !there.has(id));
  const isInFile = own.some((key) => missing.includes(idOf(key)));
  return { ids, missing, file: isInFile ? source : undefined };
};

const idOf = (key: string): string => createKeyRing([key]).ids[0] ?? '';

/** Returns undefined for PostgreSQL and for a store in memory. */
const fileOf = (location: StoreLocation): string | undefined =>
  byDatabase<string | undefined>(location, {
    postgres: () => undefined,
    sqlite: (place) => (place === 'memory' ? undefined : join(place.folder, FILE)),
  });
