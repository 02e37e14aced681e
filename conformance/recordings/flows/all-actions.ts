import {
  AWS,
  association,
  full,
  OTHER_PARTNER,
  PARTNER,
  plain,
  SOLUTION,
  submission,
  token,
} from '../requests.ts';
import { type Flow, type Stage, textAt, tick } from '../stage.ts';

const project = {
  Customer: {
    CompanyName: 'Example Bakery',
    CountryCode: 'US',
    Industry: 'Retail',
    WebsiteUrl: 'https://bakery.example.com',
  },
  Project: {
    BusinessProblem: 'The bakery throws away a third of what it bakes.',
    TargetCompletionDate: '2099-01-01',
    Title: 'Bake by the hour',
  },
};

/** Each operation by itself, including the oldest recordings, from the preview of 2024. */
export const allActions: Flow = {
  name: 'All API Actions',
  play: async (stage) => {
    await settings(stage);
    await engagementAndSnapshots(stage);
    await submitted(stage);
    await referred(stage);
    await lists(stage);
  },
};

const settings = async ({ show }: Stage): Promise<void> => {
  const role = `arn:aws:iam::${PARTNER}:role/snapshots`;
  await show(PARTNER, 'PutSellingSystemSettings', { ResourceSnapshotJobRoleIdentifier: role });
  await show(PARTNER, 'GetSellingSystemSettings', {});
};

const engagementAndSnapshots = async ({ call, show }: Stage): Promise<void> => {
  const created = await show(PARTNER, 'CreateEngagement', {
    ...token(),
    Title: 'Example Bakery',
    Description: 'Bake by the hour',
    Contexts: [{ Type: 'CustomerProject', Payload: { CustomerProject: project } }],
  });
  const engagement = { EngagementIdentifier: textAt(created, 'Id') };
  await show(PARTNER, 'GetEngagement', { Identifier: created.Id });
  await show(PARTNER, 'ListEngagementMembers', { Identifier: created.Id });

  const { Customer, LifeCycle, ...rest } = full();
  const Address = { ...Customer.Account.Address, City: 'Seattle', StreetAddress: '1 Main St' };
  const opportunity = await show(PARTNER, 'CreateOpportunity', {
    ...rest,
    Customer: { Account: { ...Customer.Account, Address } },
    LifeCycle: { TargetCloseDate: LifeCycle.TargetCloseDate },
  });
  const id = textAt(opportunity, 'Id');
  const subject = {
    ...engagement,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  };
  await show(PARTNER, 'CreateResourceSnapshot', { ...token(), ...subject });
  await show(PARTNER, 'GetResourceSnapshot', { ...subject, Revision: 1 });
  await show(PARTNER, 'ListResourceSnapshots', { ...engagement, ResourceType: 'Opportunity' });
  await show(PARTNER, 'ListEngagementResourceAssociations', engagement);
  const Tags = [{ Key: 'team', Value: 'north' }];
  const job = await show(PARTNER, 'CreateResourceSnapshotJob', { ...token(), ...subject, Tags });
  await show(PARTNER, 'GetResourceSnapshotJob', { ResourceSnapshotJobIdentifier: job.Id });
  await show(PARTNER, 'ListTagsForResource', { ResourceArn: job.Arn });
  await call(PARTNER, 'StartResourceSnapshotJob', { ResourceSnapshotJobIdentifier: job.Id });
  await show(PARTNER, 'ListResourceSnapshotJobs', { EngagementIdentifier: created.Id, Status: 'Running' });

  const Payload = {
    OpportunityInvitation: {
      Customer: project.Customer,
      Project: { ...project.Project, ExpectedCustomerSpend: [] },
      ReceiverResponsibilities: ['Reseller'],
    },
  };
  const Receiver = { Account: { Alias: 'Ovens Inc.', AwsAccountId: OTHER_PARTNER } };
  const Invitation = { Message: 'Bake with us', Receiver, Payload };
  await show(PARTNER, 'CreateEngagementInvitation', { ...token(), ...engagement, Invitation });
};

/** A partner's opportunity whose contact has only an email address, submitted to and accepted by AWS. */
const submitted = async ({ call, show }: Stage): Promise<void> => {
  const given = full();
  const Customer = { Account: given.Customer.Account, Contacts: [{ Email: 'mary@example.com' }] };
  const LifeCycle = { TargetCloseDate: given.LifeCycle.TargetCloseDate };
  const { Id } = await call(PARTNER, 'CreateOpportunity', { ...given, Customer, LifeCycle });
  const id = String(Id);
  await call(PARTNER, 'AssociateOpportunity', association(id, 'Solutions', SOLUTION));
  const task = await show(PARTNER, 'StartEngagementFromOpportunityTask', submission(id));
  await call(AWS, 'AcceptEngagementInvitation', { Identifier: task.EngagementInvitationId });
  await show(PARTNER, 'GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: id });
};

/** Two AWS referrals, one of which is accepted. */
const referred = async ({ call, show }: Stage): Promise<void> => {
  const { LifeCycle, ...rest } = plain();
  const launched = { ...rest, Origin: 'AWS Referral', LifeCycle: { ...LifeCycle, Stage: 'Launched' } };
  await call(PARTNER, 'CreateOpportunity', { ...launched, ...token() });
  await tick();
  await call(PARTNER, 'CreateOpportunity', { ...launched, ...token() });
  const filters = { ParticipantType: 'RECEIVER', Status: ['PENDING'], MaxResults: 1 };
  const listed = await show(PARTNER, 'ListEngagementInvitations', filters);
  const Identifier = textAt(listed, 'EngagementInvitationSummaries.0.Id');
  await show(PARTNER, 'GetEngagementInvitation', { Identifier });
  const task = await show(PARTNER, 'StartEngagementByAcceptingInvitationTask', { ...token(), Identifier });
  const current = await show(PARTNER, 'GetOpportunity', { Identifier: task.OpportunityId });
  await show(PARTNER, 'ListOpportunities', { Identifier: [current.Id] });
  await show(PARTNER, 'UpdateOpportunity', { ...current, Identifier: current.Id });
};

/** Lists with more than one page, and lists that fit on one. */
const lists = async ({ call, show }: Stage): Promise<void> => {
  await show(PARTNER, 'ListSolutions', { MaxResults: 1 });
  await show(PARTNER, 'ListEngagementFromOpportunityTasks', {});
  const accepted = { TaskStatus: ['COMPLETE'], MaxResults: 1 };
  const filters = { ParticipantType: 'RECEIVER', Status: ['PENDING'] };
  const { EngagementInvitationSummaries } = await call(PARTNER, 'ListEngagementInvitations', filters);
  const Identifier = textAt({ EngagementInvitationSummaries } as never, 'EngagementInvitationSummaries.0.Id');
  await call(PARTNER, 'StartEngagementByAcceptingInvitationTask', { ...token(), Identifier });
  await show(PARTNER, 'ListEngagementByAcceptingInvitationTasks', accepted);
  await tick();
  const own = { Title: 'Example Bakery', Description: 'Bake by the hour' };
  await call(PARTNER, 'CreateEngagement', { ...token(), ...own });
  await show(PARTNER, 'ListEngagements', { MaxResults: 1 });
};
