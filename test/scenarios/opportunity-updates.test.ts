import { expect, test } from 'vitest';
import { dayAhead } from '../support/data.ts';
import { ALPHA, AWS, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { heard, invitationToAws, nameJobRole, newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

/** AWS docs: working-with-opportunity-updates, and for the review testing-sandbox. */

const Catalog = 'Sandbox';
const submitted = async () => {
  const server = await startServer();
  const [alpha, aws, news] = [clientOf(server, ALPHA), clientOf(server, AWS), newsOf(server)];
  await nameJobRole(alpha);
  const id = await readyOpportunity(alpha);
  const task = await share(alpha, id);
  await news();
  const reviewStatus = async () => (await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus;
  /** Performs AWS's review, as a partner can in the sandbox. */
  const review = (ReviewStatus: 'Approved' | 'Action Required') =>
    change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ReviewStatus } }));
  return { server, alpha, aws, news, id, task, reviewStatus, review };
};

test('AWS asks for action: only some fields are open, and their update submits again', async () => {
  const { alpha, aws, news, id, task, reviewStatus, review } = await submitted();
  await review('Action Required');
  expect(await reviewStatus()).toBe('Action Required');
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated] });

  // What AWS did not ask for stays closed.
  const closed = await errorOf(
    change(alpha, id, ({ Project, Customer, Marketing }) => ({
      OpportunityType: 'Expansion',
      Project: { ...Project, Title: 'Another', CustomerUseCase: 'AI Machine Learning and Analytics' },
      Marketing: { ...Marketing, CampaignName: 'Autumn' },
      Customer: {
        ...Customer,
        Account: {
          ...Customer?.Account,
          CompanyName: 'Another Corp',
        },
      },
    })),
  );
  expect(faultsOf(closed).sort()).toEqual(
    [
      'customer.account.companyName',
      'marketing.campaignName',
      'opportunityType',
      'project.customerUseCase',
      'project.title',
    ].map((field) => `${field}: ACTION_NOT_PERMITTED`),
  );
  expect(await reviewStatus()).toBe('Action Required');
  expect(await news()).toEqual({});

  // The requested change is allowed and submits the opportunity again.
  await change(alpha, id, ({ Customer, Project, LifeCycle }) => ({
    PartnerOpportunityIdentifier: 'crm-2',
    LifeCycle: { ...LifeCycle, TargetCloseDate: dayAhead(120) },
    Project: {
      ...Project,
      CustomerBusinessProblem: 'The warehouse is slow, and its hardware is out of support.',
      ExpectedCustomerSpend: [
        { Amount: '2000.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
      ],
    },
    Customer: {
      ...Customer,
      Account: {
        ...Customer?.Account,
        CompanyName: Customer?.Account?.CompanyName,
        WebsiteUrl: 'https://warehouse.example.com',
        Address: { CountryCode: 'US', StateOrRegion: 'Oregon', City: 'Portland', PostalCode: '97201' },
      },
    },
  }));
  expect(await reviewStatus()).toBe('Submitted');
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated] });
  const again = await getOpportunity(alpha, id);
  expect(again.Customer?.Account?.Address?.City).toBe('Portland');
  expect(again.Project?.ExpectedCustomerSpend?.[0]?.Amount).toBe('2000.00');

  // AWS's invitation is the same one; its acceptance is the approval.
  expect(await invitationToAws(aws)).toBe(task.EngagementInvitationId);
  await aws.acceptEngagementInvitation({ Catalog, Identifier: task.EngagementInvitationId });
  expect(await reviewStatus()).toBe('Approved');
});

test('in the sandbox, a partner approves its opportunity, and AWS joins the engagement', async () => {
  const { alpha, aws, news, task, reviewStatus, review } = await submitted();
  await review('Approved');
  expect(await reviewStatus()).toBe('Approved');
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationAccepted, heard.memberAdded, heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated],
  });
  const { Status } = await aws.getEngagementInvitation({
    Catalog,
    Identifier: task.EngagementInvitationId,
  });
  expect(Status).toBe('ACCEPTED');
  const { EngagementMemberList } = await alpha.listEngagementMembers({
    Catalog,
    Identifier: task.EngagementId,
  });
  expect(EngagementMemberList?.map((member) => member.AccountId)).toEqual([ALPHA, AWS]);
});

test('an opportunity with Action Required may also be submitted again by a task, in the same engagement', async () => {
  const { alpha, news, id, task, reviewStatus, review } = await submitted();
  await review('Action Required');
  await news();
  const again = await share(alpha, id);
  expect(again).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: task.EngagementId,
    EngagementInvitationId: task.EngagementInvitationId,
    ResourceSnapshotJobId: task.ResourceSnapshotJobId,
  });
  expect(again.TaskId).not.toBe(task.TaskId);
  expect(await reviewStatus()).toBe('Submitted');
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated] });
});

test('an update based on an outdated state is refused', async () => {
  const { server } = await submitted();
  const beside = clientOf(server, ALPHA);
  const id = await readyOpportunity(beside);
  const known = await getOpportunity(beside, id);
  await change(beside, id, ({ Project }) => ({ Project: { ...Project, AdditionalComments: 'First' } }));
  const late = await errorOf(
    change(beside, id, () => ({
      LastModifiedDate: known.LastModifiedDate,
      PartnerOpportunityIdentifier: 'late',
    })),
  );
  expect(late.name).toBe('ConflictException');
  expect((await getOpportunity(beside, id)).PartnerOpportunityIdentifier).toBe('crm-4711');
});

test('a change outside the view creates no snapshot', async () => {
  const { alpha, aws, news, id, task, review } = await submitted();
  await review('Approved');
  await news();
  await change(alpha, id, ({ Project }) => ({ Project: { ...Project, AdditionalComments: 'For us' } }));
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
  const { ResourceSnapshotSummaries } = await aws.listResourceSnapshots({
    Catalog,
    EngagementIdentifier: task.EngagementId,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  expect(ResourceSnapshotSummaries).toHaveLength(2);
});
