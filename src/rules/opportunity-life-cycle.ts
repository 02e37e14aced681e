import type { Timestamp } from '../model/contract.ts';
import type { LifeCycle, ReviewStatus } from '../model/documents.ts';

/** How many next steps are remembered. AWS API reference, LifeCycle. */
const HISTORY_LIMIT = 50;

/** The life cycle of a new opportunity: the review and the history are not a partner's to give. */
export const newLifeCycle = (
  given: LifeCycle | undefined,
  reviewStatus: ReviewStatus,
  now: Timestamp,
): LifeCycle => updatedLifeCycle({ ReviewStatus: reviewStatus }, given, now);

/** The life cycle after an update: all is replaced by what a partner gives, but the review and the history. */
export const updatedLifeCycle = (
  current: LifeCycle | undefined,
  given: LifeCycle | undefined,
  now: Timestamp,
): LifeCycle => {
  const history = current?.NextStepsHistory ?? [];
  const isNew = given?.NextSteps !== undefined && given.NextSteps !== current?.NextSteps;
  return {
    ...given,
    ReviewStatus: current?.ReviewStatus,
    ReviewComments: current?.ReviewComments,
    ReviewStatusReason: current?.ReviewStatusReason,
    NextStepsHistory: isNew ? rememberNextSteps(history, given.NextSteps, now) : history,
  };
};

const rememberNextSteps = (
  history: NonNullable<LifeCycle['NextStepsHistory']>,
  nextSteps: string | undefined,
  now: Timestamp,
): NonNullable<LifeCycle['NextStepsHistory']> =>
  nextSteps ? [{ Value: nextSteps, Time: now }, ...history].slice(0, HISTORY_LIMIT) : history;

/** From which status AWS's review may come to which. AWS docs: working-with-your-opportunities, "Review process". */
const reviewedFrom: readonly ReviewStatus[] = ['Submitted', 'In review', 'Action Required'];

export const canBeReviewed = (status: ReviewStatus | undefined): boolean =>
  status !== undefined && reviewedFrom.includes(status);

/** The decisions of AWS that a partner may play itself in the sandbox. AWS docs: testing-sandbox. */
export const isSandboxDecision = (
  status: ReviewStatus | undefined,
): status is 'Approved' | 'Action Required' => status === 'Approved' || status === 'Action Required';
