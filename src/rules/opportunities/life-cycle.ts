import type { Catalog, Timestamp } from '../../model/contract.ts';
import type { LifeCycle, OpportunityDocument, ReviewStatus } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';

/** How many next steps are remembered. AWS API reference, LifeCycle.NextStepsHistory. */
const HISTORY_LIMIT = 50;

/** The life cycle of a new opportunity: the review and the history are not a partner's to give [seen]. */
export const newLifeCycle = (given: LifeCycle | undefined, reviewStatus: ReviewStatus): LifeCycle => {
  const { ReviewComments, ReviewStatusReason, NextStepsHistory, ...life } = given ?? {};
  return { ...life, Stage: life.Stage ?? 'Prospect', ReviewStatus: reviewStatus };
};

/**
 * The life cycle after an update: all is replaced by what a partner gives, but the review and the history. That holds the
 * next steps that were, and not those that are [seen].
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
 * An opportunity without a review status, as two quirks leave it (`model/quirks.ts`): nobody can give it one again, so that
 * it can never be submitted. Reported by one program, sandbox of May 2026.
 */
export const withoutStatus = (document: OpportunityDocument): OpportunityDocument => {
  const { ReviewStatus, ...life } = document.LifeCycle ?? {};
  return { ...document, LifeCycle: life };
};

/** The history with the next steps that are given now as its first. */
export const rememberNextSteps = (
  history: NonNullable<LifeCycle['NextStepsHistory']>,
  nextSteps: string | undefined,
  now: Timestamp,
): NonNullable<LifeCycle['NextStepsHistory']> =>
  nextSteps ? [{ Value: nextSteps, Time: now }, ...history].slice(0, HISTORY_LIMIT) : history;

/** From which status AWS's review may come to which. AWS docs: working-with-your-opportunities, "Review process". */
const reviewedFrom: readonly ReviewStatus[] = ['Submitted', 'In review', 'Action Required'];

export const canBeReviewed = (status: ReviewStatus | undefined): boolean =>
  status !== undefined && reviewedFrom.includes(status);

/** What AWS says with its review. */
export interface ReviewRemarks {
  /** For people: what to provide, or why. */
  comments?: string | undefined;
  /** A code. */
  reason?: string | undefined;
}

/** The life cycle after AWS's review came to a status. AWS API reference, LifeCycle: what the remarks are for. */
export const reviewedLifeCycle = (
  current: LifeCycle | undefined,
  status: ReviewStatus,
  { comments, reason }: ReviewRemarks,
): LifeCycle =>
  // A submission is not AWS's word: what it asked for still stands there.
  status === 'Submitted'
    ? { ...current, ReviewStatus: status }
    : { ...current, ReviewStatus: status, ReviewComments: comments, ReviewStatusReason: reason };

/** Why AWS's review of an opportunity cannot come to a decision now. */
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
        ? `The review of an opportunity that is ${status} does not begin. It does once it is Submitted.`
        : `An opportunity that is ${status} is not up for review. Submit it first.`,
      Code: 'INVALID_RESOURCE_STATE',
    },
  ];
};

/** The decisions of AWS that a partner may play itself in the sandbox. AWS docs: testing-sandbox. */
const sandboxDecisions = ['Approved', 'Action Required'] as const;
export type SandboxDecision = (typeof sandboxDecisions)[number];

export const isSandboxDecision = (status: ReviewStatus | undefined): status is SandboxDecision =>
  sandboxDecisions.some((decision) => decision === status);

/** Why a review status is not a partner's to give. AWS docs: LifeCycle.ReviewStatus is read-only; testing-sandbox. */
export const foreignDecisionFault = (catalog: Catalog): Fault => ({
  FieldName: 'LifeCycle.ReviewStatus',
  Message:
    catalog === 'Sandbox'
      ? `Of AWS's decisions, ${sandboxDecisions.join(' and ')} can be played in the catalog Sandbox, and no other. Leave LifeCycle.ReviewStatus as it is.`
      : "The review is AWS's in the catalog AWS. Leave LifeCycle.ReviewStatus as it is.",
  Code: 'ACTION_NOT_PERMITTED',
});
