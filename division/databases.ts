import { openStore } from '../src/store/index.ts';
import type { Cluster } from '../test/support/postgres-cluster.ts';
import { withClient } from './divide.ts';

let made = 0;

/** Makes databases with cosell's tables on one PostgreSQL. */
export const databasesOf = async ({ url }: Pick<Cluster, 'url'>): Promise<() => Promise<string>> => {
  const create = async (template: string): Promise<string> => {
    made += 1;
    const name = `division_${made}`;
    await withClient(url, (client) => client.query(`create database ${name} template ${template}`));
    return new URL(`/${name}`, url).href;
  };
  const template = await create('template0');
  const store = await openStore({ databaseUrl: template });
  await store.close();
  return () => create(new URL(template).pathname.slice(1));
};
