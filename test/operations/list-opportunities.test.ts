import type { OpportunitySortName, SortOrder } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { customerOf, dayAhead, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { change } from '../support/update.ts';

const Catalog = 'Sandbox';

test('opportunities are listed by every filter', async () => {
  const clock = { moment: '2026-11-23T09:00:00.000Z', now: () => clock.moment, onJump: () => {} };
  const client = clientOf(await startServer({ clock }), ALPHA);
  const create = async (name: string, LifeCycle: object) =>
    (await client.createOpportunity(opportunity({ Customer: customerOf({ CompanyName: name }), LifeCycle })))
      .Id ?? '';
  const first = await create('First', { Stage: 'Prospect', TargetCloseDate: '2027-01-10' });
  clock.moment = '2026-11-23T10:00:00.000Z';
  const second = await create('Second', { Stage: 'Qualified', TargetCloseDate: '2027-02-10' });
  clock.moment = '2026-11-23T11:00:00.000Z';
  const undated = await create('first', { Stage: 'Qualified' });
  clock.moment = '2026-11-23T12:00:00.000Z';
  await change(client, first, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));

  const ids = async (filter: object) =>
    (await client.listOpportunities({ Catalog, ...filter })).OpportunitySummaries?.map(({ Id }) => Id);
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
  expect(await ids({})).toEqual([first, undated, second]);
  expect(await ids({ Identifier: [second, first, 'O1'] })).toEqual([first, second]);
  expect(await ids({ Identifier: [], LifeCycleStage: [], CustomerCompanyName: [] })).toHaveLength(3);
  expect(await ids({ LifeCycleStage: ['Qualified', 'Launched'] })).toEqual([undated, second]);
  expect(await ids({ LifeCycleReviewStatus: ['Pending Submission'] })).toHaveLength(3);
  expect(await ids({ LifeCycleReviewStatus: ['Approved'] })).toEqual([]);
  expect(await ids({ CustomerCompanyName: ['First'] })).toEqual([first]);
  // The date itself is included.
  expect(await ids({ LastModifiedDate: { AfterLastModifiedDate: at(10) } })).toEqual([
    first,
    undated,
    second,
  ]);
  expect(await ids({ LastModifiedDate: { AfterLastModifiedDate: at(11) } })).toEqual([first, undated]);
  expect(await ids({ LastModifiedDate: { BeforeLastModifiedDate: at(11) } })).toEqual([second]);
  expect(await ids({ CreatedDate: { AfterCreatedDate: at(9), BeforeCreatedDate: at(11) } })).toEqual([
    second,
  ]);
  expect(await ids({ TargetCloseDate: { BeforeTargetCloseDate: '2027-02-10' } })).toEqual([first]);
  expect(await ids({ TargetCloseDate: { AfterTargetCloseDate: '2027-01-10' } })).toEqual([second]);
  expect(await ids({ LifeCycleStage: ['Prospect'], CustomerCompanyName: ['Second'] })).toEqual([]);
});

// All orders differ, so that a wrong sort column fails.
test('opportunities are listed in the order of the sort member', async () => {
  const clock = { moment: '2026-11-23T09:00:00.000Z', now: () => clock.moment, onJump: () => {} };
  const client = clientOf(await startServer({ clock }), ALPHA);
  const create = async (hour: string, name: string, TargetCloseDate: string) => {
    clock.moment = `2026-11-23T${hour}:00:00.000Z`;
    const Customer = opportunity().Customer!;
    const request = opportunity({
      Customer: { ...Customer, Account: { ...Customer.Account, CompanyName: name } },
    });
    const { Id = '' } = await client.createOpportunity({ ...request, LifeCycle: { TargetCloseDate } });
    return Id;
  };
  const names = new Map([
    [await create('09', 'B', '2027-02-01'), 'first'],
    [await create('10', 'C', '2027-01-01'), 'second'],
    [await create('11', 'A', '2027-03-01'), 'third'],
  ]);
  const [first = '', , third = ''] = names.keys();
  for (const [hour, id] of [
    ['12', third],
    ['13', first],
  ] as const) {
    clock.moment = `2026-11-23T${hour}:00:00.000Z`;
    await change(client, id, () => ({ PartnerOpportunityIdentifier: `at ${hour}` }));
  }
  const sorted = async (SortBy: OpportunitySortName, SortOrder: SortOrder = 'ASCENDING') => {
    const { OpportunitySummaries = [] } = await client.listOpportunities({
      Catalog,
      Sort: { SortBy, SortOrder },
    });
    return OpportunitySummaries.map(({ Id = '' }) => names.get(Id));
  };
  expect(await sorted('CreatedDate')).toEqual(['first', 'second', 'third']);
  expect(await sorted('CreatedDate', 'DESCENDING')).toEqual(['third', 'second', 'first']);
  expect(await sorted('LastModifiedDate')).toEqual(['second', 'third', 'first']);
  expect(await sorted('TargetCloseDate')).toEqual(['second', 'first', 'third']);
  expect(await sorted('CustomerCompanyName')).toEqual(['third', 'first', 'second']);
  expect(await sorted('Identifier')).toEqual([...names.keys()].sort().map((id) => names.get(id)));
});

test('a summary shows the opportunity’s main parts', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const request = opportunity();
  const { Id } = await client.createOpportunity(request);
  const { OpportunitySummaries = [] } = await client.listOpportunities({ Catalog });
  const { CompanyName, Industry } = request.Customer!.Account!;
  expect(OpportunitySummaries).toMatchObject([
    {
      Catalog,
      Id,
      OpportunityType: 'Net New Business',
      PartnerOpportunityIdentifier: 'crm-4711',
      LifeCycle: { Stage: 'Qualified', ReviewStatus: 'Pending Submission', TargetCloseDate: dayAhead() },
      Customer: { Account: { CompanyName, Industry, Address: { City: 'Seattle' } } },
      Project: { DeliveryModels: ['SaaS or PaaS'] },
    },
  ]);
  expect(JSON.stringify(OpportunitySummaries)).not.toContain('Major');
});

test('AWS’s side exists for a referral, but not for a partner’s own opportunity', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { opportunityId, invitationId } = await refer(client);
  const summary = (RelatedOpportunityIdentifier: string) =>
    client.getAwsOpportunitySummary({ Catalog, RelatedOpportunityIdentifier });
  await expect(summary(opportunityId)).rejects.toThrow('There is no');
  await runAcceptTask(client, invitationId);
  expect(await summary(opportunityId)).toMatchObject({
    RelatedOpportunityId: opportunityId,
    Origin: 'AWS Referral',
    InvolvementType: 'Co-Sell',
    LifeCycle: { NextSteps: 'Meet' },
  });
  const { Id = '' } = await client.createOpportunity(opportunity());
  await expect(summary(Id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
