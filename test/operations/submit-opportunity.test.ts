import { expect, test } from 'vitest';
import { associate, createOpportunity } from '../support/co-sell.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { heard, newsOf, readyOpportunity } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';
type Involvement = 'Co-Sell' | 'For Visibility Only';

const start = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  return {
    server,
    client,
    submit: (Identifier: string, InvolvementType: Involvement = 'Co-Sell', Visibility?: 'Full' | 'Limited') =>
      client.submitOpportunity({ Catalog, Identifier, InvolvementType, Visibility }),
    status: async (id: string) => (await getOpportunity(client, id)).LifeCycle?.ReviewStatus,
    summary: (RelatedOpportunityIdentifier: string) =>
      client.getAwsOpportunitySummary({ Catalog, RelatedOpportunityIdentifier }),
  };
};

test.each([
  ['Co-Sell', undefined, 'Full'],
  ['Co-Sell', 'Limited', 'Limited'],
  ['For Visibility Only', 'Full', 'Full'],
] as const)('an opportunity is submitted %s with visibility %s', async (involvement, visibility, shown) => {
  const { client, submit, status, summary } = await start();
  const id = await readyOpportunity(client);
  expect((await errorOf(summary(id))).name).toBe('ResourceNotFoundException');
  await submit(id, involvement, visibility);
  expect(await status(id)).toBe('Submitted');
  expect(await summary(id)).toMatchObject({
    RelatedOpportunityId: id,
    Origin: 'Partner Referral',
    InvolvementType: involvement,
    Visibility: shown,
    LifeCycle: { NextSteps: 'Meet' },
    RelatedEntityIds: { Solutions: ['S-1234567'] },
  });
});

test('it tells the owner', async () => {
  const { server, client, submit } = await start();
  const id = await readyOpportunity(client);
  const news = newsOf(server);
  await news();
  await submit(id);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
});

test('all that a submission lacks is told at once, and nothing is submitted', async () => {
  const { client, submit, status } = await start();
  const { Id: id = '' } = await client.createOpportunity({ Catalog, ClientToken: 'x' });
  const error = await errorOf(submit(id));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error).sort()).toEqual(
    [
      'opportunityType',
      'primaryNeedsFromAws',
      'customer.account.companyName',
      'customer.account.industry',
      'customer.account.websiteUrl',
      'customer.account.address.countryCode',
      'lifeCycle.stage',
      'lifeCycle.targetCloseDate',
      'project.title',
      'project.customerBusinessProblem',
      'project.customerUseCase',
      'project.deliveryModels',
      'project.expectedCustomerSpend',
      'relatedEntityIdentifiers.solutions',
    ]
      .map((path) => `${path}: REQUIRED_FIELD_MISSING`)
      .sort(),
  );
  expect(await status(id)).toBe('Pending Submission');
});

test('without a solution it is refused; one in AWS Marketplace will do', async () => {
  const { client, submit, status } = await start();
  const id = await createOpportunity(client);
  expect(faultsOf(await errorOf(submit(id)))).toEqual([
    'relatedEntityIdentifiers.solutions: REQUIRED_FIELD_MISSING',
  ]);
  const product = `arn:aws:aws-marketplace:us-east-1:${ALPHA}:AWSMarketplace/SaaSProduct/prod-1`;
  await associate(client, id, 'AwsMarketplaceProducts', product);
  await submit(id);
  expect(await status(id)).toBe('Submitted');
});

test('for visibility only, nothing is needed from AWS', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client, { PrimaryNeedsFromAws: [] });
  expect(faultsOf(await errorOf(submit(id)))).toEqual(['primaryNeedsFromAws: REQUIRED_FIELD_MISSING']);
  await submit(id, 'For Visibility Only');
});

test('a prospect is not submitted before it is qualified', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client);
  const stage = (Stage: 'Prospect' | 'Qualified') =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, Stage } }));
  await stage('Prospect');
  expect(faultsOf(await errorOf(submit(id)))).toEqual(['lifeCycle.stage: INVALID_VALUE']);
  await stage('Qualified');
  await submit(id);
});

test('what was submitted cannot be submitted again, nor changed', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client);
  await submit(id);
  expect(faultsOf(await errorOf(submit(id)))).toEqual(['lifeCycle.reviewStatus: INVALID_RESOURCE_STATE']);
  const edit = change(client, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  expect(faultsOf(await errorOf(edit))).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
});

test('of two submissions at once one is done', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client);
  const outcomes = await Promise.allSettled([submit(id), submit(id)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('another’s opportunity is not found, nor is one that is not there', async () => {
  const { server, client } = await start();
  const id = await readyOpportunity(client);
  for (const Identifier of [id, 'O1']) {
    const call = clientOf(server, BETA).submitOpportunity({
      Catalog,
      Identifier,
      InvolvementType: 'Co-Sell',
    });
    expect((await errorOf(call)).name).toBe('ResourceNotFoundException');
  }
});
