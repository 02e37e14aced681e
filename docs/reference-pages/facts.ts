import type { OperationName } from '../../src/model/contract.ts';

/** What no definition in the code says in one place; test/docs/operation-facts.test.ts sees the events happen. */
interface Facts {
  /** The types of the events that it causes, each with who gets it and when. */
  events?: Readonly<Record<string, string>>;
  /** Words by which docs/reference/differences.md speaks of it, besides its name. */
  words?: readonly string[];
}

const owner = 'to the owner';
const members = 'to each member of the engagement';
const sides = 'to the sender and to the receiver';
const shown = `${members}, if a snapshot job shares what has changed`;

export const facts: Readonly<Partial<Record<OperationName, Facts>>> = {
  AcceptEngagementInvitation: {
    events: { 'Engagement Invitation Accepted': sides, 'Engagement Member Added': members },
    words: ['invitation expires'],
  },
  AssignOpportunity: { events: { 'Opportunity Updated': owner }, words: ["owner in an opportunity's team"] },
  AssociateOpportunity: {
    events: { 'Opportunity Updated': owner, 'Engagement Resource Snapshot Created': shown },
    words: ['An association that is there', 'looked up', 'Marketplace offer'],
  },
  CreateEngagement: {
    events: { 'Engagement Created': 'to the creator' },
    words: ['Members of an engagement'],
  },
  CreateEngagementContext: {
    events: { 'Engagement Updated': members },
    words: ['forms of leads', 'Market segment'],
  },
  CreateEngagementInvitation: {
    events: { 'Engagement Invitation Created': sides },
    words: ['An invitation expires', 'End of an invitation', 'Members of an engagement'],
  },
  CreateOpportunity: {
    events: {
      'Opportunity Created': owner,
      'Engagement Created':
        'to AWS, for `"Origin": "AWS Referral"` in the catalog Sandbox: AWS then invites you',
      'Engagement Invitation Created': 'to AWS and to you, in the same case',
    },
    words: [
      'StateOrRegion',
      'CustomerUseCase',
      'EstimationUrl',
      'Currency of',
      'ExpectedCustomerSpend',
      'late-reads',
    ],
  },
  CreateResourceSnapshot: {
    events: { 'Engagement Resource Snapshot Created': members },
    words: ['CreatedBy of the snapshots'],
  },
  CreateResourceSnapshotJob: { words: ['role of snapshot jobs'] },
  DisassociateOpportunity: {
    events: { 'Opportunity Updated': owner, 'Engagement Resource Snapshot Created': shown },
  },
  GetAwsOpportunitySummary: {
    words: [
      "AWS's people",
      'Insights, engagement score',
      'AwsProductsSpendInsightsBySource',
      'monthly entry',
    ],
  },
  GetOpportunity: { words: ['late-reads', "owner in an opportunity's team"] },
  GetProspectingFromEngagementTask: { words: ['Prospecting results'] },
  GetResourceSnapshotJob: { words: ['LastFailure of a job', 'snapshot job that cannot run'] },
  ListSolutions: { words: ['no-sandbox-solution'] },
  PutSellingSystemSettings: { words: ['role of snapshot jobs'] },
  RejectEngagementInvitation: {
    events: { 'Engagement Invitation Rejected': sides },
    words: ['RejectionReason'],
  },
  StartEngagementByAcceptingInvitationTask: {
    events: {
      'Engagement Invitation Accepted': sides,
      'Engagement Member Added': members,
      'Opportunity Created': owner,
      'Opportunity Updated': owner,
      'Engagement Resource Snapshot Created': members,
    },
    words: ['Start… operation', "receiver's opportunity", 'Status of a lead', 'token-spans-operations'],
  },
  StartEngagementFromOpportunityTask: {
    events: {
      'Engagement Created': 'to the creator',
      'Engagement Member Added': members,
      'Engagement Invitation Created': sides,
      'Opportunity Updated': owner,
      'Engagement Resource Snapshot Created': members,
    },
    words: ['Start… operation', 'The review policy', 'Stage of what is submitted', 'token-spans-operations'],
  },
  StartOpportunityFromEngagementTask: {
    events: {
      'Opportunity Created': owner,
      'Engagement Updated': members,
      'Opportunity Updated': owner,
      'Engagement Resource Snapshot Created': members,
    },
    words: ['Start… operation', 'token-spans-operations', 'Market segment'],
  },
  StartProspectingFromEngagementTask: {
    events: { 'Engagement Updated': members },
    words: ['Start… operation', 'Prospecting results'],
  },
  StartResourceSnapshotJob: {
    events: {
      'Engagement Resource Snapshot Created': `${members}, if the opportunity has changed since the last snapshot`,
    },
    words: ['snapshot job that cannot run'],
  },
  SubmitOpportunity: {
    events: { 'Opportunity Updated': `${owner}; once more when the review is decided` },
    words: ['The review policy', 'Stage of what is submitted', 'SalesActivities', 'OtherIndustry'],
  },
  UpdateEngagementContext: { events: { 'Engagement Updated': members } },
  UpdateOpportunity: {
    events: { 'Opportunity Updated': owner, 'Engagement Resource Snapshot Created': shown },
    words: ['update-clears-status'],
  },
};
