import { OpportunitySortName } from '@aws-sdk/client-partnercentral-selling';
import { openStore } from '../src/store/index.ts';
import { PARTNER } from './http.ts';
import { type Client, createClient } from './load/client.ts';
import { type Scenario, scenarios } from './load/scenarios.ts';
import { loadOpportunities, opportunityIdOf, rare } from './load-opportunities.ts';
import { median, timed } from './numbers.ts';
import { analyze, type BenchStore, inPlaces, type Place } from './places.ts';
import type { Row } from './report.ts';

/** Calls of each kind and server, alternating between the small and the large one. */
const ROUNDS = 200;
const WARM_UP = 50;
const MOST = 1.3;
const Catalog = 'Sandbox';

/** Measures what each call costs with so many opportunities in the account, beside 1,000, for one caller at a time. */
export const scale = (counts: readonly number[], store: BenchStore) => (): Promise<Row[]> =>
  inPlaces(store, async (places) => {
    const [few = 1_000, ...more] = counts;
    const small = await serve(await places.add('few'), few);
    const rows: Row[] = [];
    for (const count of more) {
      const large = await serve(await places.add(`of-${count}`), count);
      for (const scenario of [...calls, ...scenarios.filter(({ name }) => isOne.test(name))]) {
        rows.push(await compare(scenario, small, large));
      }
      await large.close();
    }
    await small.close();
    return rows;
  });

const isOne = /^(read one|create|update|start)/;

interface Served {
  client: Client;
  count: number;
  close(): Promise<void>;
}

const serve = async (place: Place, count: number): Promise<Served> => {
  const store = await openStore(place.location);
  await loadOpportunities(store, { catalog: Catalog, account: PARTNER, count });
  await store.close();
  await analyze(place.location);
  const cosell = await place.serve();
  const client = createClient(cosell.endpoint, 64);
  return {
    client,
    count,
    close: async () => {
      client.close();
      await cosell.stop();
    },
  };
};

const compare = async ({ name, prepare }: Scenario, small: Served, large: Served): Promise<Row> => {
  const [few, many] = [await prepare(small), await prepare(large)];
  for (let round = 0; round < WARM_UP; round++) await Promise.all([few(), many()]);
  const times: { few: number; many: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push({ few: await timed(few), many: await timed(many) });
  return {
    name: `${large.count.toLocaleString('en')}: ${name}`,
    unit: 'ms',
    ours: median(times.map((time) => time.many)),
    beside: { name: `of ${small.count.toLocaleString('en')}`, value: median(times.map((time) => time.few)) },
    target: { of: 'ratio', at: 'most', value: MOST },
  };
};

/** A call whose input does not change. */
const same = (name: string, operation: string, inputOf: (count: number) => object): Scenario => ({
  name,
  prepare:
    async ({ client, count }) =>
    () =>
      client.call(operation, { Catalog, MaxResults: 20, ...inputOf(count) }),
});

const list = (name: string, input: object): Scenario =>
  same(`ListOpportunities, ${name}`, 'ListOpportunities', () => input);

const sorts = Object.values(OpportunitySortName).flatMap((SortBy) =>
  ['ASCENDING', 'DESCENDING'].map((SortOrder) =>
    list(`sorted by ${SortBy}, ${SortOrder.toLowerCase()}`, { Sort: { SortBy, SortOrder } }),
  ),
);

const calls: readonly Scenario[] = [
  list('the first page', {}),
  ...sorts,
  list('of a common stage', { LifeCycleStage: ['Qualified'] }),
  list('of a stage that one has', { LifeCycleStage: [rare.stage] }),
  list('of a review status that one has', { LifeCycleReviewStatus: [rare.reviewStatus] }),
  list('of a company that one has', { CustomerCompanyName: [rare.company] }),
  list('of three stages and two review statuses, by company', {
    LifeCycleStage: ['Qualified', 'Committed', 'Launched'],
    LifeCycleReviewStatus: ['Approved', 'Submitted'],
    Sort: { SortBy: 'CustomerCompanyName', SortOrder: 'ASCENDING' },
  }),
  list('of a common stage and a review status that one has', {
    LifeCycleStage: ['Qualified'],
    LifeCycleReviewStatus: [rare.reviewStatus],
  }),
  list('of three identifiers', { Identifier: [1, 2, 3].map(opportunityIdOf) }),
  list('created in the first hour', { CreatedDate: { BeforeCreatedDate: '2024-01-01T01:00:00Z' } }),
  {
    name: 'ListOpportunities, in the middle',
    prepare: async ({ client, count }) => {
      let NextToken: string | undefined;
      for (let passed = 0; passed < Math.min(count / 2, 100_000); passed += 100) {
        ({ NextToken } = await client.call<{ NextToken?: string }>('ListOpportunities', {
          ...{ Catalog, MaxResults: 100, NextToken },
        }));
      }
      return () => client.call('ListOpportunities', { Catalog, MaxResults: 20, NextToken });
    },
  },
  // Ten, because of a thousand opportunities' invitations and tasks not even twenty are.
  same('ListEngagementInvitations, pending', 'ListEngagementInvitations', () => ({
    MaxResults: 10,
    ParticipantType: 'RECEIVER',
    Status: ['PENDING'],
  })),
  same('ListEngagementInvitations, leads', 'ListEngagementInvitations', () => ({
    ParticipantType: 'RECEIVER',
    PayloadType: ['LeadInvitation'],
  })),
  same('ListEngagements', 'ListEngagements', () => ({})),
  same(
    'ListEngagementByAcceptingInvitationTasks, failed',
    'ListEngagementByAcceptingInvitationTasks',
    () => ({
      MaxResults: 10,
      TaskStatus: ['FAILED'],
    }),
  ),
  same('ListResourceSnapshotJobs, stopped', 'ListResourceSnapshotJobs', () => ({ Status: 'Stopped' })),
];
