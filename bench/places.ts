import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { StoreLocation } from '../src/store/index.ts';
import { administer } from '../test/support/postgres-administration.ts';
import { startCluster } from '../test/support/postgres-cluster.ts';
import { FROM_DIST, inFolder, type ServerProcess, startProcess } from './processes.ts';

/** Where benches keep their data. */
export type BenchStore = 'sqlite' | 'postgres';

/** An empty place for the data of one server. */
export interface Place {
  location: StoreLocation;
  /** Starts a server on it. */
  serve(): Promise<ServerProcess>;
}

/** Makes places by name: folders, or databases of one PostgreSQL that ends with the bench. */
export interface Places {
  folder: string;
  add(name: string): Promise<Place>;
}

/** Without retention: all that is loaded is old, and while a server deletes a backlog its calls take up to half as long again. */
const serve = (...args: string[]): Promise<ServerProcess> =>
  startProcess(FROM_DIST, ['serve', '--port', '0', '--retention', 'off', ...args]);

/** Runs `work` with places of a store, and removes them afterwards. */
export const inPlaces = <T>(store: BenchStore, work: (places: Places) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    if (store === 'sqlite') {
      return work({
        folder,
        add: async (name) => {
          const data = join(folder, name);
          return { location: { folder: data }, serve: () => serve('--data', data) };
        },
      });
    }
    const cluster = await startCluster();
    try {
      return await work({
        folder,
        add: async () => {
          const name = `bench_${randomUUID().replaceAll('-', '')}`;
          await administer(cluster.url, `create database ${name}`);
          const databaseUrl = new URL(`/${name}`, cluster.url).href;
          return { location: { databaseUrl }, serve: () => serve('--database-url', databaseUrl) };
        },
      });
    } finally {
      await cluster.remove();
    }
  });

/** Tells PostgreSQL's planner what was loaded, as its autovacuum does within minutes. */
export const analyze = async (location: StoreLocation): Promise<void> => {
  if (location !== 'memory' && 'databaseUrl' in location) await administer(location.databaseUrl, 'analyze');
};
