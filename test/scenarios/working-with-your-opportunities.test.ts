import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, AWS, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import {
  associateSolution,
  heard,
  invitationToAws,
  nameJobRole,
  newsOf,
  readyOpportunity,
  share,
} from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

/** AWS docs: working-with-your-opportunities. */

const Catalog = 'Sandbox';
const start = async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await nameJobRole(alpha);
  return { alpha, aws: clientOf(server, AWS), news: newsOf(server) };
};

test('a partner creates, submits and updates an opportunity that AWS approves', async () => {
  const { alpha, aws, news } = await start();

  // "Create a draft": not submitted yet, so everything can change.
  const { Id = '' } = await alpha.createOpportunity(opportunity());
  expect((await getOpportunity(alpha, Id)).LifeCycle?.ReviewStatus).toBe('Pending Submission');
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityCreated] });

  // "Associate a solution".
  await associateSolution(alpha, Id);
  expect((await getOpportunity(alpha, Id)).RelatedEntityIdentifiers?.Solutions).toEqual(['S-1234567']);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });

  // "Submit the opportunity": an engagement with AWS is opened for it.
  const task = await share(alpha, Id);
  expect(task).toMatchObject({
    TaskStatus: 'COMPLETE',
    OpportunityId: Id,
    EngagementId: expect.stringMatching(/^eng-[0-9a-z]{14}$/),
    EngagementInvitationId: expect.stringMatching(/^engi-[0-9a-z]{13}$/),
    ResourceSnapshotJobId: expect.stringMatching(/^job-[0-9a-z]{13}$/),
  });
  expect(await news()).toEqual({
    [ALPHA]: [
      heard.engagementCreated,
      heard.memberAdded,
      heard.invitationCreated,
      heard.opportunityUpdated,
      // Of AWS's side, and of the opportunity.
      heard.snapshotCreated,
      heard.snapshotCreated,
    ],
    [AWS]: [heard.invitationCreated],
  });

  // "Submitted": it cannot be changed until AWS has reviewed it.
  expect((await getOpportunity(alpha, Id)).LifeCycle?.ReviewStatus).toBe('Submitted');
  const locked = await errorOf(change(alpha, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' })));
  expect(faultsOf(locked)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  expect(await news()).toEqual({});

  // AWS accepts its invitation and thereby approves the opportunity.
  await aws.acceptEngagementInvitation({ Catalog, Identifier: task.EngagementInvitationId });
  expect((await getOpportunity(alpha, Id)).LifeCycle?.ReviewStatus).toBe('Approved');
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationAccepted, heard.memberAdded, heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated],
  });
  const { InvolvementType, Visibility, Origin } = await alpha.getAwsOpportunitySummary({
    Catalog,
    RelatedOpportunityIdentifier: Id,
  });
  expect({ InvolvementType, Visibility, Origin }).toEqual({
    InvolvementType: 'Co-Sell',
    Visibility: 'Full',
    Origin: 'Partner Referral',
  });

  // "After approval", what AWS approved is closed …
  const closed = await errorOf(
    change(alpha, Id, ({ Customer, Project }) => ({
      PartnerOpportunityIdentifier: 'crm-2',
      Project: { ...Project, Title: 'Another', CustomerBusinessProblem: 'Another problem of the customer.' },
      Customer: {
        ...Customer,
        Account: {
          ...Customer?.Account,
          CompanyName: Customer?.Account?.CompanyName,
          Industry: 'Retail',
          WebsiteUrl: 'https://another.example.com',
          Address: { ...Customer?.Account?.Address, CountryCode: 'CA', PostalCode: 'V6B' },
        },
      },
    })),
  );
  expect(faultsOf(closed).sort()).toEqual(
    [
      'customer.account.address.countryCode',
      'customer.account.address.postalCode',
      'customer.account.industry',
      'customer.account.websiteUrl',
      'partnerOpportunityIdentifier',
      'project.customerBusinessProblem',
      'project.title',
    ].map((field) => `${field}: ACTION_NOT_PERMITTED`),
  );
  expect(await news()).toEqual({});

  // … and the partner can change the rest; all members see it in the snapshot.
  await change(alpha, Id, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, Stage: 'Technical Validation', NextSteps: 'Proof of concept' },
  }));
  expect(await news()).toEqual({
    [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.snapshotCreated],
  });
  const { Payload, Revision } = await aws.getResourceSnapshot({
    Catalog,
    EngagementIdentifier: task.EngagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: Id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  expect(Revision).toBe(3);
  expect(Payload?.OpportunitySummary?.Lifecycle).toMatchObject({
    ReviewStatus: 'Approved',
    Stage: 'Technical Validation',
    NextSteps: 'Proof of concept',
  });
});

test('AWS rejects an opportunity by rejecting its invitation', async () => {
  const { alpha, aws, news } = await start();
  const id = await readyOpportunity(alpha);
  await share(alpha, id);
  await news();

  await aws.rejectEngagementInvitation({
    Catalog,
    Identifier: await invitationToAws(aws),
    RejectionReason: 'Customer deal already exists',
  });
  expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe('Rejected');
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationRejected, heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.invitationRejected],
  });
  const locked = await errorOf(change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' })));
  expect(faultsOf(locked)).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
});

test('a solution is replaced by associating the new one before removing the old one', async () => {
  const { alpha, news } = await start();
  const id = await readyOpportunity(alpha);
  await news();
  const product = { Catalog, OpportunityIdentifier: id, RelatedEntityType: 'AwsProducts' } as const;
  await alpha.associateOpportunity({ ...product, RelatedEntityIdentifier: 'AmazonEC2' });
  await alpha.associateOpportunity({ ...product, RelatedEntityIdentifier: 'AmazonEKS' });
  await alpha.disassociateOpportunity({ ...product, RelatedEntityIdentifier: 'AmazonEC2' });
  const { RelatedEntityIdentifiers } = await getOpportunity(alpha, id);
  expect(RelatedEntityIdentifiers).toMatchObject({ AwsProducts: ['AmazonEKS'], Solutions: ['S-1234567'] });
  expect(await news()).toEqual({ [ALPHA]: Array(3).fill(heard.opportunityUpdated) });
});
