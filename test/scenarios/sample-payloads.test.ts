import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OperationName } from '../../src/model/contract.ts';
import { callRaw } from '../support/raw.ts';
import { samplePayload, sampleUpdate } from '../support/sample-payloads.ts';
import { ALPHA, startServer } from '../support/server.ts';

/**
 * The bodies of AWS's samples contain nulls and members that an operation does not have. A null counts as
 * absent, and unknown members are ignored.
 */

const Catalog = 'Sandbox';

const start = async () => {
  const server = await startServer();
  const call = async (operation: OperationName, body: object) => {
    const answer = await callRaw(server, ALPHA, operation, body);
    expect([answer.type, answer.body.Message ?? null]).toEqual(['', null]);
    return answer.body;
  };
  return { server, call };
};

/** Members in the samples that the operation does not have. */
const strangers = {
  CreatedDate: '2024-09-26T04:33:32Z',
  RelatedEntityIdentifiers: { AwsProducts: [], Solutions: ['S-1234567'], AwsMarketplaceOffers: null },
  TagKeys: null,
  Arn: null,
};

test('an opportunity is created from the sample, also with members that only responses have', async () => {
  const { call } = await start();
  for (const changes of [{}, strangers, { OpportunityTeam: null, SoftwareRevenue: null }]) {
    const { Id: Identifier } = await call('CreateOpportunity', samplePayload(changes));
    const created = await call('GetOpportunity', { Catalog, Identifier });
    expect(created).toMatchObject({
      PartnerOpportunityIdentifier: null,
      LifeCycle: { ReviewStatus: 'Pending Submission', Stage: 'Prospect', NextStepsHistory: null },
      Project: { AdditionalComments: null, OtherSolutionDescription: 'A solution that is not listed yet' },
      RelatedEntityIdentifiers: { Solutions: [] },
    });
  }
});

test('an opportunity is updated from the sample: null members become null', async () => {
  const { call } = await start();
  const { Id: Identifier, LastModifiedDate } = await call('CreateOpportunity', samplePayload());
  const team = [{ BusinessTitle: 'OpportunityOwner', Email: 'x@example.com', FirstName: 'X', LastName: 'Y' }];
  const update = sampleUpdate({ Identifier, LastModifiedDate, ...strangers, OpportunityTeam: team });
  expect(await call('UpdateOpportunity', update)).toEqual({
    Id: Identifier,
    LastModifiedDate: expect.any(String),
  });
  const updated = await call('GetOpportunity', { Catalog, Identifier });
  expect(updated).toMatchObject({
    Marketing: { Source: 'None', CampaignName: null, AwsFundingUsed: null },
    RelatedEntityIdentifiers: { Solutions: [] },
  });
  // An update has no team, so the named persons are ignored.
  expect(JSON.stringify(updated.OpportunityTeam)).not.toContain('x@example.com');
});

test.each([
  ['as botocore writes it', (date: string) => `${date.slice(0, 23)}000Z`],
  ['as Python prints it', (date: string) => `${date.slice(0, 23)}000+00:00`],
])('an update may say when it was modified last %s', async (_how, write) => {
  const { call } = await start();
  const { Id: Identifier } = await call('CreateOpportunity', samplePayload());
  const { LastModifiedDate } = await call('GetOpportunity', { Catalog, Identifier });
  const update = sampleUpdate({ Identifier, LastModifiedDate: write(String(LastModifiedDate)) });
  await call('UpdateOpportunity', update);
});

test('an opportunity is assigned, associated, submitted and reviewed with the samples', async () => {
  const { call } = await start();
  const { Id: Identifier } = await call('CreateOpportunity', samplePayload());
  const Assignee = {
    BusinessTitle: 'PartnerAccountManager',
    Email: 'john@example.com',
    FirstName: 'John',
    LastName: 'Doe',
    Phone: null,
  };
  await call('AssignOpportunity', { Catalog, Identifier, Assignee, OpportunityTeam: null });
  await call('AssociateOpportunity', {
    Catalog,
    OpportunityIdentifier: Identifier,
    RelatedEntityIdentifier: 'S-1234567',
    RelatedEntityType: 'Solutions',
    Identifier: null,
  });
  await call('StartEngagementFromOpportunityTask', {
    Catalog,
    Identifier,
    ClientToken: randomUUID(),
    AwsSubmission: { InvolvementType: 'Co-Sell', Visibility: 'Full', Comments: null },
    Tags: null,
  });
  const { LastModifiedDate, LifeCycle } = await call('GetOpportunity', { Catalog, Identifier });
  const review = { ...(LifeCycle as object), ReviewStatus: 'Action Required', ReviewStatusReason: 'null' };
  await call('UpdateOpportunity', sampleUpdate({ Identifier, LastModifiedDate, LifeCycle: review }));
  const reviewed = await call('GetOpportunity', { Catalog, Identifier });
  expect(reviewed).toMatchObject({ LifeCycle: { ReviewStatus: 'Action Required' } });
});

test('lists accept null for every filter and for the token of the first page', async () => {
  const { call } = await start();
  await call('CreateOpportunity', samplePayload());
  const filters = {
    CustomerCompanyName: null,
    LifeCycleStage: null,
    LifeCycleReviewStatus: null,
    Sort: null,
  };
  const paging = { MaxResults: null, NextToken: null };
  const opportunities = await call('ListOpportunities', {
    Catalog,
    ...filters,
    ...paging,
    Identifier: null,
    LastModifiedDate: null,
  });
  expect(opportunities).toMatchObject({ OpportunitySummaries: [{ Catalog }], NextToken: null });
  const solutions = await call('ListSolutions', { Catalog, ...paging, Category: null, Status: ['Active'] });
  expect(solutions).toMatchObject({ SolutionSummaries: [{ Id: 'S-1234567' }] });
  await call('ListEngagementInvitations', {
    Catalog,
    ...paging,
    ParticipantType: 'RECEIVER',
    PayloadType: null,
    Status: null,
    SenderAwsAccountId: null,
    EngagementIdentifier: null,
  });
});

test('tags are added and removed with bodies that have the members of both operations', async () => {
  const { call } = await start();
  const { Id: Identifier } = await call('CreateOpportunity', samplePayload({ Tags: null }));
  const { Arn: ResourceArn } = await call('GetOpportunity', { Catalog, Identifier });
  const Tags = [{ Key: 'team', Value: 'north' }];
  await call('TagResource', { ResourceArn, Tags, TagKeys: ['team'], Catalog });
  expect(await call('ListTagsForResource', { ResourceArn, Tags: null })).toEqual({ Tags });
  await call('UntagResource', { ResourceArn, TagKeys: ['team'], Tags });
  expect(await call('ListTagsForResource', { ResourceArn })).toEqual({ Tags: [] });
});
