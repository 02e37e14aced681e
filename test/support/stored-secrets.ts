import { openInstallationKeys } from '../../src/access/installation-keys.ts';
import { createSecrets } from '../../src/access/secrets.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import type { Parts, RunningServer } from '../../src/server/parts.ts';
import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';
import { readMeta, writeMeta } from '../../src/store/repositories/meta.ts';
import { startEngineAt } from './engine.ts';
import { apiKey } from './event-bridge.ts';
import { ALPHA } from './server.ts';

/** A secrets key. */
export const KEY = newSealKey();

export const start = (location: StoreLocation, secretsKeys: string[] = [KEY], parts: Partial<Parts> = {}) =>
  startEngineAt(location, { secretsKeys, ...parts });

/** Uses the store of a place that no server uses. */
export const withStoreAt = async <T>(
  location: StoreLocation,
  use: (store: Store) => Promise<T>,
): Promise<T> => {
  const store = await openStore(location);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};

/** The stored secrets: the session key, the key of page tokens, and those of connections. */
export const stored = (location: StoreLocation): Promise<string[]> =>
  withStoreAt(location, async ({ reads }) => {
    const connections = await reads
      .selectFrom('event_connections')
      .select('secrets')
      .orderBy('name')
      .execute();
    const keys = [await readMeta(reads, 'session-key'), await readMeta(reads, 'page-token-key')];
    return [...keys.map(String), ...connections.map(({ secrets }) => secrets)];
  });

/** The secrets of the connections, as an export shows them. */
export const exported = async (server: RunningServer): Promise<unknown[]> => {
  const { columns = [], rows = [] } = (await server.state.export()).tables.event_connections ?? {};
  return rows.map((row) => JSON.parse(String(row[columns.indexOf('secrets')])));
};

export const keysOf = (location: StoreLocation, given: string[]) =>
  withStoreAt(location, (store) =>
    store.transaction((tx) => openInstallationKeys(tx, createSecrets({ given }))),
  );

/** Stores everything as it is, as an earlier version did. */
export const storePlain = (location: StoreLocation, connections: number) =>
  withStoreAt(location, (store) =>
    store.transaction(async (tx) => {
      const keys = { sessions: newSealKey(), pageTokens: newSealKey() };
      await writeMeta(tx, 'session-key', keys.sessions);
      await writeMeta(tx, 'page-token-key', keys.pageTokens);
      const { AuthorizationType, AuthParameters } = apiKey;
      const at = '2026-11-01T00:00:00.000Z';
      const rows = Array.from({ length: connections }, (_, index) => ({
        account_id: ALPHA,
        name: `c${String(index).padStart(4, '0')}`,
        id: `id-${index}`,
        document: JSON.stringify({ AuthorizationType, AuthParameters: {}, SecretArn: '' }),
        secrets: JSON.stringify(AuthParameters),
        created_at: at,
        modified_at: at,
      }));
      await tx.insertInto('event_connections').values(rows).execute();
      return keys;
    }),
  );

export const allSealed = (values: string[]) => values.every((value) => value.startsWith('sealed:'));
