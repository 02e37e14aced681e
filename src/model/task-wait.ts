import type { OperationName } from './contract.ts';

/** Milliseconds that a Start… operation waits for the end of its task, if nothing else is said. */
export const DEFAULT_TASK_WAIT = 5_000;
/** The most that can be asked for, in milliseconds. */
export const LONGEST_TASK_WAIT = 600_000;

/**
 * The operations that answer once their task has ended. Seen: 10 of 10 recorded first answers are COMPLETE, with every id.
 * StartProspectingFromEngagementTask is not among them: it "runs asynchronously. To poll for status, use
 * GetProspectingFromEngagementTask" (AWS API reference).
 */
export const waitingOperations: readonly OperationName[] = [
  'StartEngagementByAcceptingInvitationTask',
  'StartEngagementFromOpportunityTask',
  'StartOpportunityFromEngagementTask',
];
