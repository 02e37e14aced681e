import type { Catalog, Timestamp } from '../../model/contract.ts';
import type { LifeCycle, OpportunityDocument, ReviewStatus } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';

/** AWS API reference, LifeCycle.NextStepsHistory. */
const HISTORY_LIMIT = 50;

/** The life cycle of a new opportunity. A partner's review members and history are ignored [seen]. */
export const newLifeCycle = (given: LifeCycle | undefined, reviewStatus: ReviewStatus): LifeCycle => {
  const { ReviewComments, ReviewStatusReason, NextStepsHistory, ...life } = given ?? {};
  return { ...life, Stage: life.Stage ?? 'Prospect', ReviewStatus: reviewStatus };
};

/**
 * The life cycle after an update: the partner's replaces it all except the review and the history. The history holds the
 * previous next steps, not the current ones [seen].
 */
export const updatedLifeCycle = (
  current: LifeCycle | undefined,
  given: LifeCycle | undefined,
  now: Timestamp,
): LifeCycle => {
  const history = current?.NextStepsHistory;
  const isOver = Boolean(current?.NextSteps) && given?.NextSteps !== current?.NextSteps;
  return {
    ...given,
    ReviewStatus: current?.ReviewStatus,
    ReviewComments: current?.ReviewComments,
    ReviewStatusReason: current?.ReviewStatusReason,
    NextStepsHistory: isOver ? rememberNextSteps(history ?? [], current?.NextSteps, now) : history,
  };
};

/**
 * An opportunity without a review status, the result of two quirks (`model/quirks.ts`): no operation can set one again, so
 * it can never be submitted. Reported by one program, sandbox of May 2026.
 */
export const withoutStatus = (document: OpportunityDocument): OpportunityDocument => {
  const { ReviewStatus, ...life } = document.LifeCycle ?? {};
  return { ...document, LifeCycle: life };
};

/** Prepends next steps to the history, which keeps the newest HISTORY_LIMIT. */
export const rememberNextSteps = (
  history: NonNullable<LifeCycle['NextStepsHistory']>,
  nextSteps: string | undefined,
  now: Timestamp,
): NonNullable<LifeCycle['NextStepsHistory']> =>
  nextSteps ? [{ Value: nextSteps, Time: now }, ...history].slice(0, HISTORY_LIMIT) : history;

/** The statuses from which AWS may decide. AWS docs: working-with-your-opportunities, "Review process". */
const reviewedFrom: readonly ReviewStatus[] = ['Submitted', 'In review', 'Action Required'];

export const canBeReviewed = (status: ReviewStatus | undefined): boolean =>
  status !== undefined && reviewedFrom.includes(status);

/** What AWS adds to the status of its review. */
export interface ReviewRemarks {
  /** Free text for people: what to provide, or why. */
  comments?: string | undefined;
  /** A code. */
  reason?: string | undefined;
}

/** The life cycle after AWS's review set a status. AWS API reference, LifeCycle: the meaning of the remarks. */
export const reviewedLifeCycle = (
  current: LifeCycle | undefined,
  status: ReviewStatus,
  { comments, reason }: ReviewRemarks,
): LifeCycle =>
  // A submission is no decision of AWS, so the remarks of its last one stay.
  status === 'Submitted'
    ? { ...current, ReviewStatus: status }
    : { ...current, ReviewStatus: status, ReviewComments: comments, ReviewStatusReason: reason };

/** Why AWS cannot make this decision on the opportunity in its current status. */
export const reviewFaults = (
  { LifeCycle: current }: OpportunityDocument,
  decision: ReviewStatus,
): Fault[] => {
  const status = current?.ReviewStatus;
  const mayBegin = decision !== 'In review' || status === 'Submitted';
  if (canBeReviewed(status) && mayBegin) return [];
  return [
    {
      FieldName: 'LifeCycle.ReviewStatus',
      Message: canBeReviewed(status)
        ? `A review can begin only when the opportunity is Submitted. This one is ${status}.`
        : `An opportunity that is ${status} is not up for review. Submit it first.`,
      Code: 'INVALID_RESOURCE_STATE',
    },
  ];
};

/** The decisions of AWS that a partner can simulate in the sandbox. AWS docs: testing-sandbox. */
const sandboxDecisions = ['Approved', 'Action Required'] as const;
export type SandboxDecision = (typeof sandboxDecisions)[number];

export const isSandboxDecision = (status: ReviewStatus | undefined): status is SandboxDecision =>
  sandboxDecisions.some((decision) => decision === status);

/** The fault of a partner that sets a review status. AWS docs: LifeCycle.ReviewStatus is read-only; testing-sandbox. */
export const foreignDecisionFault = (catalog: Catalog): Fault => ({
  FieldName: 'LifeCycle.ReviewStatus',
  Message:
    catalog === 'Sandbox'
      ? `In the catalog Sandbox, only the decisions ${sandboxDecisions.join(' and ')} can be simulated. Leave LifeCycle.ReviewStatus as it is.`
      : 'In the catalog AWS, only AWS can change the review status. Leave LifeCycle.ReviewStatus as it is.',
  Code: 'ACTION_NOT_PERMITTED',
});
