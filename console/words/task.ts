/**
 * What a task's ReasonCode means, and what to do. `again` tells whether another try can help: at once, after what `next`
 * tells is done, or never. `open` is the page where it is done.
 */
interface TaskReason {
  title: string;
  next: string;
  again: 'now' | 'after' | 'never';
  open?: 'invitation' | 'opportunity' | 'engagement';
}

const permission = (what: string, actions: string): TaskReason => ({
  title: `You may not ${what}`,
  next: `Ask whoever manages your account’s policies to allow ${actions}. Then try again: what is done already stays done.`,
  again: 'after',
});

const reasons = {
  ContextNotFound: {
    title: 'The engagement has no such context',
    next: 'Open the engagement, and start again from a lead that it has.',
    again: 'never',
    open: 'engagement',
  },
  CustomerProjectContextNotPermitted: {
    title: 'An opportunity is made from a lead, and this context is none',
    next: 'Open the engagement, and start again from its lead.',
    again: 'never',
    open: 'engagement',
  },
  DisqualifiedLeadNotPermitted: {
    title: 'The lead is disqualified',
    next: 'Change the qualification of the lead, if it was a mistake. Then try again.',
    again: 'after',
    open: 'engagement',
  },
  EngagementAccessDenied: permission('create or read the engagement', 'CreateEngagement and GetEngagement'),
  EngagementConflict: {
    title: 'The engagement changed at the same moment',
    next: 'Try again.',
    again: 'now',
    open: 'engagement',
  },
  EngagementInvitationConflict: {
    title: 'Another request answered the invitation at the same moment',
    next: 'Try again: if your account has accepted it, the task goes on where that one stopped.',
    again: 'now',
    open: 'invitation',
  },
  EngagementValidationFailed: {
    title: 'The engagement lacks what this step needs',
    next: 'The message tells what is missing, for example the customer’s project. Add it, then try again.',
    again: 'after',
    open: 'engagement',
  },
  InternalError: {
    title: 'The server failed, also after several tries',
    next: 'Try again. If it fails again, the server’s log tells more.',
    again: 'now',
  },
  InvitationAccessDenied: permission(
    'read or accept the invitation',
    'GetEngagementInvitation and AcceptEngagementInvitation',
  ),
  InvitationValidationFailed: {
    title: 'The invitation can no longer be accepted',
    next: 'It expired or was rejected, or it is no invitation to an opportunity. That is final: ask the sender for a new one.',
    again: 'never',
    open: 'invitation',
  },
  OpportunityAccessDenied: permission(
    'create or read the opportunity',
    'CreateOpportunity and GetOpportunity',
  ),
  OpportunityConflict: {
    title: 'The opportunity changed at the same moment, or exists already',
    next: 'Look whether the opportunity is there. If not, try again.',
    again: 'now',
    open: 'opportunity',
  },
  OpportunitySubmissionFailed: {
    title: 'The opportunity cannot be submitted as it is',
    next: 'The message tells what is missing, for example a solution or a product. Add it, then try again.',
    again: 'after',
    open: 'opportunity',
  },
  OpportunityValidationFailed: {
    title: 'The opportunity violates a rule',
    next: 'The message tells which one. Whoever owns the opportunity corrects it; then try again.',
    again: 'after',
    open: 'opportunity',
  },
  RequestThrottled: {
    title: 'Too many requests at once',
    next: 'Wait a minute, then try again.',
    again: 'now',
  },
  ResourceSnapshotAccessDenied: permission('share the opportunity', 'CreateResourceSnapshot'),
  ResourceSnapshotConflict: {
    title: 'Another revision was shared at the same moment',
    next: 'Try again.',
    again: 'now',
    open: 'engagement',
  },
  ResourceSnapshotJobAccessDenied: permission(
    'follow the opportunity',
    'CreateResourceSnapshotJob and StartResourceSnapshotJob',
  ),
  ResourceSnapshotJobConflict: {
    title: 'The opportunity is followed in this engagement already',
    next: 'Stop and delete the snapshot job that there is. Then try again.',
    again: 'after',
    open: 'engagement',
  },
  ResourceSnapshotJobValidationFailed: {
    title: 'The opportunity cannot be followed',
    next: 'Check the role in the selling system settings: it has to be of your account. Then try again.',
    again: 'after',
  },
  ResourceSnapshotValidationFailed: {
    title: 'The opportunity cannot be shared in this engagement',
    next: 'The message tells why. Once the opportunity is part of the engagement, try again.',
    again: 'after',
    open: 'engagement',
  },
  ServiceQuotaExceeded: {
    title: 'A quota is used up',
    next: 'The message tells which one, for example that an engagement has at most ten partners. Make room, then try again.',
    again: 'after',
    open: 'engagement',
  },
} as const satisfies Readonly<Record<string, TaskReason>>;

/** Of tasks, wherever they are shown. */
export const task = {
  reasons: reasons as Readonly<Record<string, TaskReason>>,
  /** A reason that is not in the table: the message has to do. */
  unknown: { title: 'The task failed', next: 'The message tells why.', again: 'now' } as TaskReason,
  kinds: {
    StartEngagementByAcceptingInvitationTask: 'Accept an invitation',
    StartEngagementFromOpportunityTask: 'Submit an opportunity',
    StartOpportunityFromEngagementTask: 'Make an opportunity from a lead',
    StartProspectingFromEngagementTask: 'Prospect leads',
  } as Readonly<Record<string, string>>,
  steps: 'Steps',
  stepStates: {
    DONE: 'Done',
    NEXT: 'In progress',
    FAILED: 'Failed',
    WAITING: 'Waits',
  } as Readonly<Record<string, string>>,
  notDone: 'Not done',
  earlier: 'done by an earlier task',
  tries: (count: number) => (count === 1 ? '1 try' : `${count} tries`),
  retried: (count: number) => `${count === 1 ? 'One try' : `${count} tries`} failed: trying again`,
  noSteps: 'Your key may not read the steps (cosell:ReadTasks).',
  again: 'Try again',
  againNever: 'Trying again cannot help.',
  againElsewhere: 'Start it again on the page of the opportunity.',
  open: {
    invitation: 'Open the invitation',
    opportunity: 'Open the opportunity',
    engagement: 'Open the engagement',
  },
  took: (ms: number) => (ms < 1_000 ? `took ${ms} ms` : `took ${(ms / 1_000).toFixed(1)} s`),
};
