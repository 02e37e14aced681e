import type { OperationName } from '../../model/contract.ts';

/**
 * What an agent has to know of an operation besides its name and schema. An operation that is not listed is described by its name
 * alone, so that a new one needs no entry.
 */
const hints: Partial<Record<OperationName, string>> = {
  AcceptEngagementInvitation:
    'Accepts an invitation without creating an opportunity. Connectors use StartEngagementByAcceptingInvitationTask instead.',
  AssignOpportunity: 'Makes another person of the partner the owner of an opportunity.',
  AssociateOpportunity:
    'Relates an opportunity to a solution, an AWS product or an AWS Marketplace offer. Needed before submission.',
  CreateOpportunity:
    'Creates an opportunity of the partner, in the stage Prospect and not submitted. Submit it by StartEngagementFromOpportunityTask.',
  DisassociateOpportunity: 'Ends the relation of an opportunity to a solution, product or offer.',
  GetAwsOpportunitySummary: "Returns AWS's side of an opportunity: its stage, team, next steps and insights.",
  GetEngagementInvitation:
    'Returns an invitation with its payload, which shows all details of the customer only after it was accepted.',
  GetOpportunity:
    'Returns an opportunity whole. Read LastModifiedDate here before UpdateOpportunity, and LifeCycle.ReviewStatus for the review.',
  ListEngagementByAcceptingInvitationTasks:
    'Lists tasks of StartEngagementByAcceptingInvitationTask, to see whether one is COMPLETE or FAILED, and why.',
  ListEngagementInvitations:
    'Lists invitations. ParticipantType RECEIVER are those that the account got, e.g. referrals from AWS.',
  ListOpportunities: 'Lists opportunities of the account, with filters.',
  ListSolutions: 'Lists the solutions of the partner, which AssociateOpportunity relates to opportunities.',
  RejectEngagementInvitation: 'Rejects an invitation, for good.',
  StartEngagementByAcceptingInvitationTask:
    'Accepts an invitation, e.g. a referral from AWS: joins the engagement and creates the opportunity of the account. Waits some seconds for the end of the task; if the answer is IN_PROGRESS, ask ListEngagementByAcceptingInvitationTasks.',
  StartEngagementFromOpportunityTask:
    'Submits an opportunity to AWS: creates an engagement, invites AWS and starts the review.',
  StartOpportunityFromEngagementTask: 'Makes an opportunity of a lead of an engagement.',
  SubmitOpportunity: 'Submits an opportunity for review by AWS that already has an engagement.',
  UpdateOpportunity:
    'Replaces an opportunity: a member that is omitted is removed. Get it first, change what has to change, and send all of it, with its LastModifiedDate. While AWS reviews it, it cannot be changed.',
};

/** Describes an operation for an agent. */
export const summaryOf = (operation: OperationName): string =>
  hints[operation] ?? `${operation} of the AWS Partner Central Selling API.`;
