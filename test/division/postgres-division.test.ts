import { expect, it, onTestFinished } from 'vitest';
import { accountsOfParts, type Databases, divide, withClient } from '../../division/divide.ts';
import { DIVIDED_BY, LARGE } from '../../division/families.ts';
import { runScenario, type Step } from '../../division/scenario.ts';
import { type Server, serve } from '../../division/serve.ts';
import { tearCommit } from '../../division/torn-commit.ts';
import { startReceiver } from '../../soak/receiver.ts';
import { freshDatabase } from '../support/postgres.ts';

const startOn = async (database: string): Promise<Server> => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const server = await serve(database, receiver.url);
  onTestFinished(() => server.close());
  return server;
};

const divided = async (tables: readonly string[]): Promise<Databases> => {
  const databases = { front: await freshDatabase(), other: await freshDatabase() };
  await divide(
    databases,
    tables.map((table) => [table, DIVIDED_BY[table] ?? ''] as const),
  );
  return databases;
};

const faultsOf = (steps: readonly Step[]): Step[] => steps.filter(({ fault }) => fault !== undefined);

const countOf = (database: string, table: string): Promise<number> =>
  withClient(database, async (client) => {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${table}`);
    return Number(rows[0]?.count);
  });

it('serves partners whose rows are in different databases, large tables divided by account and engagement', async () => {
  const databases = await divided(LARGE);
  const server = await startOn(databases.front);
  const partners = { ...(await accountsOfParts(databases.front)), serverOf: () => server };
  const empty: string[] = [];
  const look = async (): Promise<void> => {
    for (const table of LARGE.filter((name) => name !== 'dead_letters')) {
      if ((await countOf(databases.front, `${table}_0`)) === 0) empty.push(`${table} here`);
      if ((await countOf(databases.other, table)) === 0) empty.push(`${table} there`);
    }
  };
  const steps = await runScenario(partners, server.refused, look);
  expect(faultsOf(steps)).toEqual([]);
  expect(steps.length).toBeGreaterThan(15);
  expect(empty).toEqual([]);
});

it('cannot divide a table whose rows are replaced by key, because no key is unique among databases', async () => {
  const { front } = await divided(['tags']);
  const server = await startOn(front);
  const partners = { ...(await accountsOfParts(front)), serverOf: () => server };
  expect(faultsOf(await runScenario(partners, server.refused))).toEqual([
    {
      name: 'tags',
      fault:
        'Error: insert of tags: there is no unique or exclusion constraint matching the ON CONFLICT specification',
    },
  ]);
});

it('loses rows of a task if a connection ends between the commits of the two databases', async () => {
  const databases = await divided(LARGE);
  const server = await startOn(databases.front);
  const { there } = await accountsOfParts(databases.front);
  const { whole, torn } = await tearCommit(databases, server, there);
  expect([whole.status, torn.status]).toEqual(['COMPLETE', 'COMPLETE']);
  // The opportunity was committed in the other database; that it belongs to the engagement, in the front one, was not.
  expect(whole.rows).toMatchObject({ opportunities: 1, engagement_resources: 1 });
  expect(torn.rows).toMatchObject({ opportunities: 1, engagement_resources: 0 });
});

it('reads the other database as it was when a transaction first did, and the front one as it is', async () => {
  const { front } = await divided(['client_tokens']);
  const { here, there } = await accountsOfParts(front);
  await withClient(front, (reader) =>
    withClient(front, async (writer) => {
      const seen = async (): Promise<string[]> => {
        const { rows } = await reader.query('select account_id from client_tokens order by 1');
        return rows.map(({ account_id }) => account_id);
      };
      await reader.query('begin isolation level read committed');
      expect(await seen()).toEqual([]);
      for (const account of [here, there]) {
        await writer.query(`insert into client_tokens values ($1, 'Sandbox', 'any', 't', '', '', '')`, [
          account,
        ]);
      }
      expect(await seen()).toEqual([here]);
      await reader.query('commit');
      expect(await seen()).toEqual([here, there].sort());
    }),
  );
});

it('serves partners of two installations, except that they cannot invite each other', async () => {
  const [one, two] = [await freshDatabase(), await freshDatabase()];
  const accounts = await accountsOfParts(one);
  const [first, second] = [await startOn(one), await startOn(two)];
  const serverOf = (account: string): Server => (account === accounts.there ? second : first);
  const refused = Promise.race([first.refused, second.refused]);
  expect(faultsOf(await runScenario({ ...accounts, serverOf }, refused))).toEqual([
    {
      name: 'a partner invites one of the other database, who accepts',
      fault: expect.stringMatching(/^ResourceNotFoundException: /),
    },
  ]);
});
