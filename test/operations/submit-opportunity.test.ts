import { expect, test } from 'vitest';
import { associate, createOpportunity } from '../support/co-sell.ts';
import { dayAhead, opportunity, projectOf, withoutSolution } from '../support/data.ts';
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

test('submission sends an event to the owner', async () => {
  const { server, client, submit } = await start();
  const id = await readyOpportunity(client);
  const news = newsOf(server);
  await news();
  await submit(id);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
});

test('all members that a submission lacks are reported at once, and nothing is submitted', async () => {
  const { client, submit, status } = await start();
  const { Customer, Project } = opportunity();
  const { Title, CustomerBusinessProblem, ExpectedCustomerSpend } = Project ?? {};
  const { Id: id = '' } = await client.createOpportunity({
    Catalog,
    ClientToken: 'x',
    Customer: {
      Account: { ...Customer?.Account, Industry: 'Other', Address: { CountryCode: 'US' } },
    } as never,
    Project: { Title, CustomerBusinessProblem, ExpectedCustomerSpend },
  });
  const error = await errorOf(submit(id));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error).sort()).toEqual(
    [
      'opportunityType',
      'primaryNeedsFromAws',
      'nationalSecurity',
      'marketing.source',
      'customer.account.otherIndustry',
      'customer.account.address.stateOrRegion',
      'customer.account.address.postalCode',
      'lifeCycle.targetCloseDate',
      'project.salesActivities',
      'project.customerUseCase',
      'project.deliveryModels',
      'relatedEntityIdentifiers.solutions',
    ]
      .map((path) => `${path}: REQUIRED_FIELD_MISSING`)
      .sort(),
  );
  expect(await status(id)).toBe('Pending Submission');
});

test('a submission without a solution is refused; a solution in AWS Marketplace counts', async () => {
  const { client, submit, status } = await start();
  const id = await createOpportunity(client, withoutSolution);
  expect(faultsOf(await errorOf(submit(id)))).toEqual([
    'relatedEntityIdentifiers.solutions: REQUIRED_FIELD_MISSING',
  ]);
  const product = `arn:aws:aws-marketplace:us-east-1:${ALPHA}:AWSMarketplace/SaaSProduct/prod-1`;
  await associate(client, id, 'AwsMarketplaceProducts', product);
  await submit(id);
  expect(await status(id)).toBe('Submitted');
});

test('a submission for visibility only needs no support from AWS, and the needs then say so [seen]', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client, {
    PrimaryNeedsFromAws: [],
    Project: projectOf({ SalesActivities: [] }),
  });
  expect(faultsOf(await errorOf(submit(id))).sort()).toEqual([
    'primaryNeedsFromAws: REQUIRED_FIELD_MISSING',
    'project.salesActivities: REQUIRED_FIELD_MISSING',
  ]);
  await submit(id, 'For Visibility Only');
  expect((await getOpportunity(client, id)).PrimaryNeedsFromAws).toEqual([
    'Do Not Need Support from AWS Sales Rep',
  ]);
});

test('OtherSolutionDescription counts as a solution [seen]', async () => {
  const { client, submit, status } = await start();
  const id = await createOpportunity(client);
  await submit(id);
  expect(await status(id)).toBe('Submitted');
});

test('a Prospect can be submitted [seen], a lost opportunity cannot', async () => {
  const { client, submit, status } = await start();
  const prospect = await readyOpportunity(client, { LifeCycle: { TargetCloseDate: dayAhead() } });
  await submit(prospect);
  expect(await status(prospect)).toBe('Submitted');
  const lost = await readyOpportunity(client, {
    LifeCycle: { Stage: 'Closed Lost', ClosedLostReason: 'Price', TargetCloseDate: dayAhead() },
  });
  expect(faultsOf(await errorOf(submit(lost)))).toEqual(['lifeCycle.stage: INVALID_VALUE']);
});

test('a submitted opportunity cannot be submitted again or changed', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client);
  await submit(id);
  const again = await errorOf(submit(id));
  expect(faultsOf(again)).toEqual(['lifeCycle.reviewStatus: INVALID_RESOURCE_STATE']);
  expect(again.message).toBe('Only Pending Submission or action required opportunities can be submitted');
  const edit = change(client, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  expect(faultsOf(await errorOf(edit))).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
});

test('only one of two concurrent submissions succeeds', async () => {
  const { client, submit } = await start();
  const id = await readyOpportunity(client);
  const outcomes = await Promise.allSettled([submit(id), submit(id)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('another account’s opportunity and one that does not exist are not found', async () => {
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

test('resubmission after Action Required keeps AWS’s side as AWS left it', async () => {
  const { server, client, submit, summary } = await start();
  const id = await readyOpportunity(client);
  await submit(id);
  const side = {
    LifeCycle: { Stage: 'Qualified', NextSteps: 'Call' },
    Insights: { EngagementScore: 'High' },
  };
  await server.awsSide.update({ account: ALPHA, catalog: Catalog, id, ...side });
  await server.review({ account: ALPHA, catalog: Catalog, id, decision: 'Action Required' });
  await submit(id, 'Co-Sell', 'Limited');
  expect(await summary(id)).toMatchObject({ ...side, InvolvementType: 'Co-Sell', Visibility: 'Limited' });
});
