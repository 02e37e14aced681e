import type { CompiledQuery, Insertable } from 'kysely';
import { expect, it } from 'vitest';
import { LOADED_TARGET, loadOpportunities, rare } from '../../bench/load-opportunities.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { MOST_COUNTED } from '../../src/store/repositories/deliveries.ts';
import { appendToOutbox } from '../../src/store/repositories/events.ts';
import { findUnfinishedTasks } from '../../src/store/repositories/tasks.ts';
import type { Tables } from '../../src/store/tables.ts';
import { underTest } from '../support/postgres.ts';
import { rowsVisited } from '../support/rows-visited.ts';
import { ALPHA, BETA, temporaryFolder } from '../support/server.ts';
import { followStatements } from '../support/statement-costs.ts';

/** Opportunities and events; a third as many dead letters, invitations, tasks. */
const COUNT = 9_000;
/** Half more than the largest page: where nearly all rows match, PostgreSQL may prefer the index of the order to that of the filter. */
const AT_MOST = 1_500;
/** A page of the feed visits its 1,000 events twice: their sizes, which say how many fit the page, and then the events. */
const MOST_OF_FEED = 2 * 1_000;
/** More than a page of accounts, and solutions of one of them. */
const MANY = 2_500;
const AT_ONCE = 250;
/** Who has them: the last account of the list. */
const MANUFACTURER = '400000000000';

const insertMany = async <T extends keyof Tables>(
  store: Store,
  table: T,
  rowOf: (index: number) => Insertable<Tables[T]>,
): Promise<void> => {
  for (let begin = 0; begin < MANY; begin += AT_ONCE) {
    const rows = Array.from({ length: AT_ONCE }, (_, place) => rowOf(begin + place));
    await store.transaction((tx) =>
      tx
        .insertInto(table)
        .values(rows as never)
        .execute(),
    );
  }
};

const accountOf = (index: number): string => String(300_000_000_000 + index);

const load = async (store: Store): Promise<void> => {
  await loadOpportunities(store, { catalog: 'Sandbox', account: ALPHA, count: COUNT });
  // The newest of another account is behind all of these.
  const event = JSON.stringify({ account: BETA, 'detail-type': 'Rare', time: '2026-01-01T00:00:00Z' });
  await store.transaction((tx) => appendToOutbox(tx, [{ account_id: BETA, event }]));
  await insertMany(store, 'accounts', (index) => ({
    account_id: accountOf(index),
    company_name: `Partner ${index}`,
    website_url: '',
    opportunity_owner: '',
  }));
  await insertMany(store, 'solutions', (index): Tables['solutions'] => ({
    catalog: 'Sandbox',
    account_id: MANUFACTURER,
    id: `S-${String(index).padStart(7, '0')}`,
    name: `Solution ${index}`,
    status: 'Active',
    category: 'Software Product',
    created_at: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    marketplace_solution_arn: '',
  }));
  await store.transaction((tx) =>
    tx
      .insertInto('event_subscriptions')
      .values(
        [LOADED_TARGET, rare.target].map((id) => ({
          ...{ account_id: ALPHA, id, position: 0, until: null, attempts: 0, first_attempt_at: '' },
          // Not due in this test.
          ...{ next_attempt_at: '2999-01-01T00:00:00.000Z', last_error: '', passed_over: 0 },
          ...{ lease_owner: '', lease_until: '' },
        })),
      )
      .execute(),
  );
};

it('what the operator and the console list visits a bounded number of rows, however much there is', async () => {
  const location = await underTest({ folder: await temporaryFolder() });
  const loaded = await openStore(location);
  await load(loaded);
  await loaded.close();
  const { server, follow, costly, counted, close } = await followStatements(location, AT_MOST);
  const { deadLetters, feed, search, pipeline, accounts, targets } = server;

  for (const account of [undefined, ALPHA, BETA]) {
    for (const target of [undefined, LOADED_TARGET, rare.target, 'rule/nothing/target']) {
      const filter = { ...(account && { account }), ...(target && { target }), limit: 1_000 };
      const name = `dead letters ${JSON.stringify(filter)}`;
      const { next } = await follow(name, () => deadLetters.list(filter));
      if (next) await follow(name, () => deadLetters.list({ ...filter, after: next }));
    }
    for (const wanted of [{}, { text: 'nothing has this' }, { type: 'Rare' }, { resource: 'O1000000000' }]) {
      const filter = { ...(account && { account }), ...wanted, limit: 200 };
      await follow(`feed ${JSON.stringify(filter)}`, () => feed(filter));
    }
    await follow('events', () => readEvents(server.endpoint, account), MOST_OF_FEED);
    await follow('targets', () => targets.list(account ? { account } : {}), MOST_COUNTED);
  }
  for (const text of ['nothing has this', 'Company', 'O1000000', rare.company, 'Solution 1', 'task-0']) {
    await follow(`search ${text}`, () => search({ account: ALPHA, text, limit: 50 }));
  }
  await follow('pipeline', () => pipeline({ account: ALPHA, catalog: 'Sandbox' }));
  for (const after of ['', accountOf(0), accountOf(MANY - 1)]) {
    // A page shows the solutions of its accounts.
    const most = after === accountOf(MANY - 1) ? MANY : AT_MOST;
    await follow('accounts', () => accounts.list(after ? { after } : {}), most);
  }
  await close();
  expect(costly).toEqual([]);
  expect(counted()).toBeGreaterThan(60);
});

const readEvents = async (endpoint: string, account: string | undefined): Promise<unknown> => {
  const query = new URLSearchParams({ limit: '1000', ...(account && { account }) });
  return (await fetch(`${endpoint}/_cosell/events?${query}`)).json();
};

it('finds what is unfinished without looking at what is finished', async () => {
  const location = await underTest({ folder: await temporaryFolder() });
  const store = await openStore(location);
  await loadOpportunities(store, { catalog: 'Sandbox', account: ALPHA, count: COUNT });
  await store.close();
  const statements: CompiledQuery[] = [];
  const again = await openStore(location, {
    interceptor: (statement, run) => {
      statements.push(statement);
      return run();
    },
  });
  statements.length = 0;
  await findUnfinishedTasks(again.reads);
  await again.close();
  const visited = await rowsVisited(location);
  const rows = await Promise.all(statements.map((statement) => visited.of(statement)));
  await visited.close();
  // None of them is in progress.
  expect(rows).toEqual([0, 0]);
});
