import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { expect, it } from 'vitest';
import {
  engagementIdOf,
  invitationIdOf,
  loadOpportunities,
  opportunityIdOf,
  rare,
  taskIdOf,
} from '../../bench/load-opportunities.ts';
import { MOST_VISITED } from '../../src/kit/sql/filtered-page.ts';
import { inputSchema, type OperationName, operationNames } from '../../src/model/contract.ts';
import { openStore } from '../../src/store/index.ts';
import { underTest } from '../support/postgres.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, temporaryFolder } from '../support/server.ts';
import { followStatements } from '../support/statement-costs.ts';

/** A third of them have an engagement, an invitation and a task: far more than a page may visit. */
const COUNT = 9_000;
/** Half more than a page visits: where nearly all rows match, PostgreSQL may prefer the index of the order to that of the filter. */
const AT_MOST = 1.5 * MOST_VISITED;

const [engagement, invitation, opportunity, task] = [
  engagementIdOf(0),
  invitationIdOf(0),
  opportunityIdOf(0),
  taskIdOf(0),
];
const late = '2026-11-01T00:00:00.000Z';
const early = '2020-01-01T00:00:00.000Z';

/** Values of each filter of any list: some that nothing or little matches, and some that much does. */
const valuesOf: Readonly<Record<string, readonly unknown[]>> = {
  Identifier: [[opportunity, opportunityIdOf(5)]],
  LifeCycleStage: [[rare.stage], ['Qualified'], ['Qualified', 'Prospect']],
  LifeCycleReviewStatus: [[rare.reviewStatus], ['Approved'], ['Approved', 'In review']],
  CustomerCompanyName: [[rare.company], ['nobody'], ['Company 000001', 'Company 000002']],
  LastModifiedDate: [
    { AfterLastModifiedDate: late },
    { BeforeLastModifiedDate: early },
    { AfterLastModifiedDate: early },
  ],
  CreatedDate: [{ AfterCreatedDate: late }, { BeforeCreatedDate: early }, { AfterCreatedDate: early }],
  TargetCloseDate: [{ AfterTargetCloseDate: '2027-11-01' }, { AfterTargetCloseDate: '2020-01-01' }],
  EngagementIdentifier: [[engagement], engagement],
  CreatedBy: [['aws'], ['999999999999'], 'aws', '999999999999'],
  ExcludeCreatedBy: [['aws']],
  ContextTypes: [['Lead'], ['CustomerProject']],
  ExcludeContextTypes: [['CustomerProject']],
  ParticipantType: ['SENDER', 'RECEIVER'],
  Status: [['PENDING'], ['EXPIRED'], ['ACCEPTED'], ['Active'], ['Draft'], 'Running', 'Stopped'],
  PayloadType: [['LeadInvitation'], ['OpportunityInvitation']],
  SenderAwsAccountId: [['aws'], ['999999999999']],
  TaskIdentifier: [[task]],
  TaskStatus: [['COMPLETE'], ['FAILED'], ['IN_PROGRESS'], ['COMPLETE', 'FAILED']],
  EngagementInvitationIdentifier: [[invitation]],
  OpportunityIdentifier: [[opportunity]],
  ContextIdentifier: [['1']],
  ResourceIdentifier: [opportunity],
  ResourceSnapshotTemplateIdentifier: ['OpportunitySummaryView'],
  ResourceType: ['Opportunity'],
  TaskName: [['nothing']],
  StartAfter: [late],
  StartBefore: [early],
  Category: [['Software Product']],
  AwsMarketplaceSolutionArn: [
    ['arn:aws:aws-marketplace:us-east-1:123456789012:AWSMarketplace/Offer/offer-1'],
  ],
};

/** What a list can be sorted by. */
const sortsOf: Partial<Record<OperationName, readonly string[]>> = {
  ListOpportunities: Object.values(sdk.OpportunitySortName),
  ListSolutions: Object.values(sdk.SolutionSortName),
  ListEngagementInvitations: ['InvitationDate'],
  ListEngagements: ['CreatedDate'],
  ListEngagementByAcceptingInvitationTasks: ['StartTime'],
  ListEngagementFromOpportunityTasks: ['StartTime'],
  ListOpportunityFromEngagementTasks: ['StartTime'],
  ListProspectingFromEngagementTasks: ['StartTime', 'TaskName', 'FailedEngagementCount'],
  ListEngagementResourceAssociations: [],
  ListEngagementMembers: [],
  ListResourceSnapshotJobs: ['CreatedDate'],
};

/** What a list needs besides filters. Tags of a resource are at most 200. */
const needs: Partial<Record<OperationName, object>> = {
  ListEngagementMembers: { Identifier: engagement },
  ListResourceSnapshots: { EngagementIdentifier: engagement },
  ListEngagementInvitations: { ParticipantType: 'RECEIVER' },
};

/** Returns the inputs with no filter, each value of each filter, and each two filters together, in each order. */
const inputsOf = (operation: OperationName): object[] => {
  const members = [...inputSchema(operation).structIterator()].map(([name]) => name);
  const needed = { Catalog: 'Sandbox', MaxResults: 20, ...needs[operation] };
  const names = members.filter(
    (name) =>
      !['Catalog', 'MaxResults', 'NextToken', 'Sort'].includes(name) && !(name in (needs[operation] ?? {})),
  );
  const single = names.flatMap((name) => {
    const values = valuesOf[name];
    if (!values) throw new Error(`${operation} has a filter ${name}, for which this test has no values`);
    return values.map((value) => ({ name, value }));
  });
  const pairs = single.flatMap((one, place) =>
    single
      .slice(place + 1)
      .filter(({ name }) => name !== one.name)
      .map((other) => [one, other]),
  );
  const filters = [[], ...single.map((one) => [one]), ...pairs];
  const sorts = members.includes('Sort')
    ? (sortsOf[operation] ?? []).flatMap((SortBy) =>
        ['ASCENDING', 'DESCENDING'].map((SortOrder) => ({ Sort: { SortBy, SortOrder } })),
      )
    : [];
  return [{}, ...sorts].flatMap((sort) =>
    filters.map((some) => ({
      ...needed,
      ...sort,
      ...Object.fromEntries(some.map(({ name, value }) => [name, value])),
    })),
  );
};

const lists = operationNames.filter((name) => name.startsWith('List') && name !== 'ListTagsForResource');

it('a page of any list visits a bounded number of rows, whatever it is filtered and sorted by', async () => {
  const location = await underTest({ folder: await temporaryFolder() });
  const loaded = await openStore(location);
  await loadOpportunities(loaded, { catalog: 'Sandbox', account: ALPHA, count: COUNT });
  await loaded.close();
  const { server, follow, costly, close } = await followStatements(location, AT_MOST);
  let answered = 0;
  for (const operation of lists) {
    for (const input of inputsOf(operation)) {
      const ask = (more: object) =>
        follow(`${operation} ${JSON.stringify(input)}`, () =>
          callRaw(server, ALPHA, operation, { ...input, ...more }),
        );
      const { status, body } = await ask({});
      if (status !== 200) continue;
      answered += 1;
      if (body.NextToken) await ask({ NextToken: body.NextToken });
    }
  }
  const statuses = ['IN_PROGRESS', 'COMPLETE', 'FAILED'] as const;
  const accept = 'StartEngagementByAcceptingInvitationTask';
  const some = [
    {},
    { invitation },
    { engagement },
    { opportunity },
    { id: task },
    { operation: accept },
    ...statuses.map((status) => ({ status })),
  ];
  for (const filter of some) {
    for (const account of [undefined, ALPHA]) {
      await follow(`tasks.list ${JSON.stringify({ account, ...filter })}`, () =>
        server.tasks.list({ ...filter, ...(account && { account }) }),
      );
    }
  }
  await close();
  expect(costly).toEqual([]);
  expect(answered).toBeGreaterThan(300);
});
