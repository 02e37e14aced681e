import { OpportunitySortName } from '@aws-sdk/client-partnercentral-selling';
import { expect, it } from 'vitest';
import {
  LOADED_TARGET,
  loadOpportunities,
  opportunityIdOf,
  rare,
  taskIdOf,
} from '../../bench/load-opportunities.ts';
import { MOST_VISITED } from '../../src/kit/sql/filtered-page.ts';
import type { OperationName } from '../../src/model/contract.ts';
import { openStore } from '../../src/store/index.ts';
import { freshDatabase } from '../support/postgres.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA } from '../support/server.ts';
import { followStatements } from '../support/statement-costs.ts';

/** So many that PostgreSQL, which plans freely here, prefers an index where there is a good one. */
const COUNT = 100_000;
const AT_MOST = 1.5 * MOST_VISITED;
/** What a page of 20 visits if an index has just its rows. */
const A_PAGE = 30;

const sorts = Object.values(OpportunitySortName).flatMap((SortBy) =>
  ['ASCENDING', 'DESCENDING'].map((SortOrder) => ({ Sort: { SortBy, SortOrder } })),
);
const filters = [
  {},
  { LifeCycleStage: [rare.stage] },
  { LifeCycleStage: ['Qualified', 'Committed'], LifeCycleReviewStatus: ['Approved', 'Submitted'] },
  { LifeCycleReviewStatus: [rare.reviewStatus] },
  { CustomerCompanyName: [rare.company] },
  { Identifier: [1, 2, 3].map(opportunityIdOf) },
  { CreatedDate: { BeforeCreatedDate: '2024-01-01T01:00:00Z' } },
];

const lists: readonly (readonly [OperationName, readonly object[]])[] = [
  ['ListOpportunities', sorts.flatMap((sort) => filters.map((filter) => ({ ...sort, ...filter })))],
  [
    'ListEngagementInvitations',
    [{}, { PayloadType: ['LeadInvitation'] }, { PayloadType: ['OpportunityInvitation'] }].map((filter) => ({
      ParticipantType: 'RECEIVER',
      ...filter,
    })),
  ],
  ['ListEngagements', [{}, { ContextTypes: ['Lead'] }, { CreatedBy: ['999999999999'] }]],
  [
    'ListEngagementByAcceptingInvitationTasks',
    [{}, { TaskStatus: ['FAILED'] }, { TaskIdentifier: [taskIdOf(0)] }],
  ],
  ['ListResourceSnapshotJobs', [{}, { Status: 'Stopped' }]],
  ['GetOpportunity', [{ Identifier: opportunityIdOf(7) }]],
];

it('scans no large table whole, and reads few rows for a page, with plans of its own choice', async () => {
  const location = { databaseUrl: await freshDatabase() };
  const store = await openStore(location);
  await loadOpportunities(store, { catalog: 'Sandbox', account: ALPHA, count: COUNT });
  await store.close();
  const { server, follow, costly, counted, close } = await followStatements(location, AT_MOST, 'freely');
  for (const [operation, inputs] of lists) {
    for (const input of inputs) {
      const wanted = operation.startsWith('List') ? { MaxResults: 20, ...input } : input;
      const name = `${operation} ${JSON.stringify(input)}`;
      const { status } = await follow(name, () =>
        callRaw(server, ALPHA, operation, { Catalog: 'Sandbox', ...wanted }),
      );
      expect([name, status]).toEqual([name, 200]);
    }
  }
  // An index has what is pending in its order: beside the page, only what is late and not yet expired is visited.
  const pending = { Catalog: 'Sandbox', ParticipantType: 'RECEIVER', Status: ['PENDING'], MaxResults: 20 };
  const { body } = await follow(
    'a page of pending invitations',
    () => callRaw(server, ALPHA, 'ListEngagementInvitations', pending),
    A_PAGE,
  );
  expect(body.EngagementInvitationSummaries).toHaveLength(20);
  for (const status of ['IN_PROGRESS', 'COMPLETE', 'FAILED'] as const) {
    await follow(`tasks, ${status}`, () => server.tasks.list({ status }));
  }
  await follow('dead letters', () => server.deadLetters.list({ target: LOADED_TARGET }));
  await follow('dead letters, rare', () => server.deadLetters.list({ target: rare.target }));
  await follow('feed', () => server.feed({ account: ALPHA, type: 'nothing' }));
  await follow('search', () => server.search({ account: ALPHA, text: 'nothing has this' }));
  await follow('pipeline', () => server.pipeline({ account: ALPHA, catalog: 'Sandbox' }));
  await close();
  expect(costly).toEqual([]);
  expect(counted()).toBeGreaterThan(100);
}, 600_000);
