import type { ReasonCode } from '../../src/model/documents.ts';

/** What each reason code of a failed task means, and what to do. The type demands one for each code of the SDK. */
export const reasons: Readonly<Record<ReasonCode, readonly [means: string, advice: string]>> = {
  ContextNotFound: [
    'The engagement has no context with this identifier.',
    'Take a ContextId that GetEngagement shows.',
  ],
  CustomerProjectContextNotPermitted: [
    'The context is a customer project, and an opportunity is drafted from a lead.',
    'Name a context of the type Lead.',
  ],
  DisqualifiedLeadNotPermitted: [
    'The lead is disqualified.',
    'Set its QualificationStatus with UpdateEngagementContext first, or leave it.',
  ],
  EngagementAccessDenied: [
    'The principal may not see or change the engagement.',
    'Allow the action in its policy.',
  ],
  EngagementConflict: [
    'Somebody changed the engagement at the same moment, or the account is a member already.',
    'Start the task again with another client token.',
  ],
  EngagementInvitationConflict: [
    'Another request answered the invitation at the same moment.',
    'Read the invitation. If it is accepted, start the task again with another client token: it goes on from there.',
  ],
  EngagementValidationFailed: [
    'The engagement is not there any more, or what it would get breaks a rule.',
    'Read Message: it names the member.',
  ],
  InternalError: [
    'A step failed ten times, or a fault was injected.',
    'Start the task again; `cosell fault list` shows injected faults.',
  ],
  InvitationAccessDenied: [
    'The principal may not read or accept the invitation.',
    'Allow the action in its policy.',
  ],
  InvitationValidationFailed: [
    'The invitation is no longer pending: it is rejected, expired, or another account’s.',
    'Ask the sender for a new one.',
  ],
  OpportunityAccessDenied: [
    'The principal may not create, read or tag the opportunity.',
    'Allow the action in its policy.',
  ],
  OpportunityConflict: [
    'An opportunity for this is there already.',
    'Use that one: ListOpportunities shows it.',
  ],
  OpportunitySubmissionFailed: [
    'The opportunity lacks what a submission needs, or the principal may not submit it.',
    'Read Message, and [what a submission requires](opportunity-states.md).',
  ],
  OpportunityValidationFailed: [
    'The opportunity is not there any more, or breaks a rule.',
    'Read Message: it names the member.',
  ],
  RequestThrottled: ['The account’s quota is used up.', 'Start the task again later.'],
  ResourceSnapshotAccessDenied: [
    'The principal may not take a snapshot.',
    'Allow CreateResourceSnapshot in its policy.',
  ],
  ResourceSnapshotConflict: [
    'Another request took the same snapshot.',
    'Start the task again with another client token.',
  ],
  ResourceSnapshotJobAccessDenied: [
    'The principal may not create or start the snapshot job.',
    'Allow both actions, and `iam:PassRole` for the role of the job.',
  ],
  ResourceSnapshotJobConflict: [
    'There is such a job already.',
    'Use that one: ListResourceSnapshotJobs shows it.',
  ],
  ResourceSnapshotJobValidationFailed: [
    'The role of snapshot jobs cannot be used.',
    'Set it with PutSellingSystemSettings: a role of the account itself.',
  ],
  ResourceSnapshotValidationFailed: [
    'The opportunity of the snapshot is not there any more.',
    'Read the opportunity.',
  ],
  ServiceQuotaExceeded: [
    'The engagement has as many members or contexts as it may.',
    'Remove some, or use another one.',
  ],
};
