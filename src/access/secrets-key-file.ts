import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { newSealKey } from '../kit/service/seal.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { StoreLocation } from '../store/index.ts';
import { parseSecretsKeys, type SecretsKeySource } from './secrets.ts';

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
    sqlite: (place) => {
      if (place === 'memory') return { given: given.length > 0 ? given : [newSealKey()] };
      const file = join(place.folder, FILE);
      return ofFolder(file, given);
    },
  });

const ofFolder = async (file: string, given: readonly string[]): Promise<SecretsKeySource> => {
  const own = existsSync(file) ? parseSecretsKeys(await readFile(file, 'utf8'), file) : [];
  return { given: [...given, ...own], create: () => createFile(file) };
};

/** Creates the file for its owner only, and whole or not at all. Returns the key, which is durable then. */
const createFile = async (file: string): Promise<string> => {
  const key = newSealKey();
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${key}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  return key;
};
