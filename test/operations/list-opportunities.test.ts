import { expect, test } from 'vitest';
import { dayAhead, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { change } from '../support/update.ts';

const Catalog = 'Sandbox';

test('opportunities are listed by every filter', async () => {
  const clock = { moment: '2026-11-23T09:00:00.000Z', now: () => clock.moment, onJump: () => {} };
  const client = clientOf(await startServer({ clock }), ALPHA);
  const create = async (name: string, LifeCycle: object) =>
    (await client.createOpportunity(opportunity({ Customer: { Account: { CompanyName: name } }, LifeCycle })))
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
  expect(await ids({ LastModifiedDate: { AfterLastModifiedDate: at(10) } })).toEqual([first, undated]);
  expect(await ids({ LastModifiedDate: { BeforeLastModifiedDate: at(11) } })).toEqual([second]);
  expect(await ids({ CreatedDate: { AfterCreatedDate: at(9), BeforeCreatedDate: at(11) } })).toEqual([
    second,
  ]);
  expect(await ids({ TargetCloseDate: { BeforeTargetCloseDate: '2027-02-10' } })).toEqual([first]);
  expect(await ids({ TargetCloseDate: { AfterTargetCloseDate: '2027-01-10' } })).toEqual([second]);
  expect(await ids({ LifeCycleStage: ['Prospect'], CustomerCompanyName: ['Second'] })).toEqual([]);
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

test('AWS’s side of an opportunity is there for a referral, and not for one of the partner’s own', async () => {
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
    LifeCycle: { Stage: 'Qualified' },
  });
  const { Id = '' } = await client.createOpportunity(opportunity());
  await expect(summary(Id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
