/** What cannot occur by construction, and why. When you remove a cause, remove its line and add a test. */

export interface Reason {
  /** Lines of `declared.ts`. */
  matches: RegExp;
  why: string;
  /** Whether some of the lines are reached by another cause. */
  isPartly?: boolean;
}

export const unreachable: readonly Reason[] = [
  {
    matches: / ThrottlingException$/,
    why: 'AWS documents no quota for some operations',
    isPartly: true,
  },
  {
    matches: / AccessDeniedException$/,
    why: 'policies decide about all operations in one place',
    isPartly: true,
  },
  {
    matches:
      /^(StartEngagementByAcceptingInvitationTask EngagementAccessDenied|StartOpportunityFromEngagementTask InvitationAccessDenied)$/,
    why: 'no step of the task needs such a permission',
  },
  {
    matches: / RequestThrottled$/,
    why: 'the steps of every kind of task are counted in one place; the accept task shows it',
    isPartly: true,
  },
  {
    matches: /^List(?!TagsForResource|EngagementMembers|ResourceSnapshots)\w+ ResourceNotFoundException$/,
    why: 'a filter that names nothing finds nothing',
  },
  {
    matches:
      /^StartEngagement\w+Task (ContextNotFound|CustomerProjectContextNotPermitted|DisqualifiedLeadNotPermitted)$/,
    why: 'of the task that begins with a lead',
  },
  {
    matches: /^StartOpportunityFromEngagementTask OpportunitySubmissionFailed$/,
    why: 'the task does not submit',
  },
  {
    matches:
      /^Start(EngagementFromOpportunity|OpportunityFromEngagement)Task (InvitationValidationFailed|EngagementInvitationConflict)$/,
    why: 'the task answers no invitation',
  },
  {
    matches: /^StartEngagementFromOpportunityTask (EngagementConflict|OpportunityConflict)$/,
    why: 'the task locks what it changes, and goes on with the engagement that is there',
  },
  {
    matches:
      /^Start(EngagementFromOpportunity|OpportunityFromEngagement)Task ResourceSnapshotValidationFailed$/,
    why: 'its template fits every opportunity, and its opportunity takes part in the engagement',
  },
  {
    matches: /^StartEngagementFromOpportunityTask ServiceQuotaExceeded$/,
    why: 'AWS has room beside the ten partners of an engagement',
  },
  {
    matches: /^Start\w+Task ServiceQuotaExceededException$/,
    why: 'whether there is room is found out by the task, which fails with the reason code ServiceQuotaExceeded',
  },
  {
    matches: /^(CreateEngagement|CreateResourceSnapshotJob) ServiceQuotaExceededException$/,
    why: 'there are no quotas of how many there may be',
  },
  {
    matches: /^(Tag|Untag)Resource ConflictException$/,
    why: 'tags are changed in one transaction after another',
  },
  {
    matches:
      /^(CreateEngagement|CreateOpportunity|GetSellingSystemSettings|PutSellingSystemSettings|StartProspectingFromEngagementTask) ResourceNotFoundException$/,
    why: 'the request names no resource, or answers for each by itself',
  },
  {
    matches: /^StartOpportunityFromEngagementTask (EngagementValidationFailed|OpportunityValidationFailed)$/,
    why: 'no operation takes away an engagement or an opportunity while the task runs',
  },
  {
    matches: /^StartOpportunityFromEngagementTask EngagementConflict$/,
    why: 'the task locks the engagement that it changes',
  },
];
