import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Interceptor } from '../../src/kit/sql/intercept.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { appendToOutbox, readEvents } from '../../src/store/repositories/events.ts';
import { eventually } from '../support/engine.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { ALPHA, BETA } from '../support/server.ts';

const open = async (databaseUrl: string): Promise<Store> => {
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  return store;
};

const namesAfter = async (store: Store, after: number, account?: string): Promise<string[]> =>
  (await readEvents(store.reads, account, after, 1000)).map((row) => row.event);

/** Appends an event in a transaction that stays open until told to end. */
const beginAppending = async (store: Store, account: string, event: string) => {
  const appended = Promise.withResolvers<void>();
  const end = Promise.withResolvers<'commit' | 'roll back'>();
  const ended = store
    .transaction(async (tx) => {
      await appendToOutbox(tx, [{ account_id: account, event }]);
      appended.resolve();
      if ((await end.promise) === 'roll back') throw new Error('rolled back');
    })
    .catch((error: Error) => error.message);
  const over = async (how: 'commit' | 'roll back'): Promise<void> => {
    end.resolve(how);
    await ended;
  };
  onTestFinished(() => over('roll back'));
  await appended.promise;
  return { end: over };
};

describe('while a transaction that took an earlier number still runs', () => {
  test('later events are held back, and appear in order after it commits', async () => {
    const store = await open(await freshDatabase());
    const first = await beginAppending(store, ALPHA, 'first');
    await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'second' }]));
    expect(await namesAfter(store, 0)).toEqual([]);
    expect(await namesAfter(store, 0, ALPHA)).toEqual([]);
    await first.end('commit');
    expect(await namesAfter(store, 0)).toEqual(['first', 'second']);
  });

  test('later events are not lost if it rolls back', async () => {
    const store = await open(await freshDatabase());
    await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'zeroth' }]));
    const first = await beginAppending(store, BETA, 'first');
    await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'second' }]));
    expect(await namesAfter(store, 0)).toEqual(['zeroth']);
    await first.end('roll back');
    expect(await namesAfter(store, 0)).toEqual(['zeroth', 'second']);
  });
});

test('a transaction that appends nothing does not hold back events', async () => {
  const databaseUrl = await freshDatabase();
  const store = await open(databaseUrl);
  const other = new Client({ connectionString: databaseUrl });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query('begin');
  await other.query("insert into meta values ('held', 'open')");
  await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'free' }]));
  expect(await namesAfter(store, 0)).toEqual(['free']);
});

test('an event appended after a commit comes after the committed events, whatever the order of earlier commits', async () => {
  const store = await open(await freshDatabase());
  const early = await beginAppending(store, ALPHA, 'early');
  const late = await beginAppending(store, ALPHA, 'late');
  await late.end('commit');
  await early.end('commit');
  await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'last' }]));
  expect(await namesAfter(store, 0, ALPHA)).toEqual(['early', 'late', 'last']);
});

test('readers that poll while two nodes write miss nothing and see one order', async () => {
  const databaseUrl = await freshDatabase();
  const nodes = [await open(databaseUrl), await open(databaseUrl)];
  const accounts = [ALPHA, BETA];
  let writing = true;

  /** Writes events one after another, with pauses inside and between transactions. Some transactions roll back. */
  const write = async (node: Store, writer: number): Promise<string[]> => {
    const written: string[] = [];
    for (let round = 0; round < 30; round++) {
      const names = [0, 1, 2].map((number) => `${writer}:${round}:${number}`);
      const rollsBack = round % 7 === writer % 7;
      await node
        .transaction(async (tx) => {
          for (const [number, event] of names.entries()) {
            await appendToOutbox(tx, [{ account_id: accounts[number % 2] ?? ALPHA, event }]);
            if ((round + writer) % 3 === 0) await sleep(Math.random() * 4);
          }
          if (rollsBack) throw new Error('rolled back');
        })
        .catch(() => {});
      if (!rollsBack) written.push(...names);
    }
    return written;
  };

  /** Pages from the start until the writers are done and nothing is left, like a client of the feed. */
  const read = async (node: Store, account?: string): Promise<string[]> => {
    const seen: string[] = [];
    for (let after = 0; ; ) {
      const wereWriting = writing;
      const page = await readEvents(node.reads, account, after, 7);
      if (page.length === 0 && !wereWriting) return seen;
      seen.push(...page.map((row) => row.event));
      after = page.at(-1)?.sequence ?? after;
    }
  };

  const readers = [read(nodes[0]!), read(nodes[1]!), read(nodes[1]!, ALPHA)];
  const writers = [0, 1, 2, 3, 4, 5].map((writer) => write(nodes[writer % 2]!, writer));
  const written = (await Promise.all(writers)).flat();
  writing = false;
  const [all = [], again = [], alphas = []] = await Promise.all(readers);

  expect(all.toSorted()).toEqual(written.toSorted());
  expect(again).toEqual(all);
  expect(alphas).toEqual(all.filter((name) => !name.endsWith(':1')));
  for (const writer of [0, 1, 2, 3, 4, 5]) {
    const own = (names: string[]) => names.filter((name) => name.startsWith(`${writer}:`));
    expect(own(all)).toEqual(own(written));
  }
});

test('the announcement of a dead node does not block the feed for ever', async () => {
  const databaseUrl = await freshDatabase();
  const store = await open(databaseUrl);
  const dead = new Client({ connectionString: databaseUrl });
  dead.on('error', () => {});
  await dead.connect();
  await dead.query('begin');
  await dead.query('insert into events (account_id, event) values ($1, $2)', [ALPHA, 'unfinished']);
  await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'finished' }]));
  expect(await namesAfter(store, 0)).toEqual([]);
  await dead.end();
  expect(
    await eventually(async () => {
      const names = await namesAfter(store, 0);
      return names.length > 0 ? names : undefined;
    }),
  ).toEqual(['finished']);
});

test('a read fails if its connection ends between its two queries, and the next one continues from the same position', async () => {
  const databaseUrl = await freshDatabase();
  const looks: string[] = [];
  // After the query of the horizon, before the query of the events.
  const endConnections: Interceptor = async ({ sql }, run) => {
    const result = await run();
    if (sql.includes('from "event_horizon"') && looks.push('horizon') === 1) {
      await administer(
        databaseUrl,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'cosell'",
      );
      // The next query gets a new connection.
      await eventually(() =>
        store.reads
          .selectFrom('meta')
          .selectAll()
          .execute()
          .then(
            () => true,
            () => undefined,
          ),
      );
    }
    return result;
  };
  const store: Store = await openStore({ databaseUrl }, { interceptor: endConnections });
  onTestFinished(() => store.close());
  await store.transaction((tx) => appendToOutbox(tx, [{ account_id: ALPHA, event: 'first' }]));
  await expect(namesAfter(store, 0)).rejects.toThrow();
  expect(await namesAfter(store, 0)).toEqual(['first']);
});
