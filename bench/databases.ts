import { randomUUID } from 'node:crypto';
import { openStore } from '../src/store/index.ts';
import { administer } from '../test/support/postgres-administration.ts';
import type { Cluster } from '../test/support/postgres-cluster.ts';
import { type ServerProcess, startNode } from './processes.ts';

/** Runs `work` with a node on a database, and stops it afterwards. */
export const withNode = async <T>(
  databaseUrl: string,
  work: (node: ServerProcess) => Promise<T>,
): Promise<T> => {
  const node = await startNode(databaseUrl);
  try {
    return await work(node);
  } finally {
    await node.stop();
  }
};

/** Creates a database with cosell's tables. Returns its URL. */
export const freshDatabase = async ({ url }: Cluster): Promise<string> => {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await administer(url, `create database ${name}`);
  const databaseUrl = new URL(`/${name}`, url).href;
  const store = await openStore({ databaseUrl });
  await store.close();
  return databaseUrl;
};
