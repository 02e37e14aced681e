import type { Timestamp } from '../model/contract.ts';
import type { AwsSummaryDocument } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';
import { rememberNextSteps } from './opportunity-life-cycle.ts';

/** AWS's side of an opportunity. Source: AWS API reference, GetAwsOpportunitySummary and AwsOpportunityLifeCycle. */

type AwsLifeCycle = AwsSummaryDocument['LifeCycle'];

/**
 * AWS's side after AWS changed it: what is given replaces what was there, of the life cycle and of the insights member by
 * member. The next steps that were given before are remembered, and a reason for a loss goes with the stage.
 */
export const updatedAwsSide = (
  current: AwsSummaryDocument,
  given: Partial<AwsSummaryDocument>,
  now: Timestamp,
): AwsSummaryDocument => ({
  ...current,
  ...given,
  LifeCycle: updatedLifeCycle(current.LifeCycle, given.LifeCycle, now),
  Insights: given.Insights ? { ...current.Insights, ...given.Insights } : current.Insights,
});

const updatedLifeCycle = (current: AwsLifeCycle, given: AwsLifeCycle, now: Timestamp): AwsLifeCycle => {
  if (!given) return current;
  const { ClosedLostReason, ...next } = { ...current, ...given };
  const history = given.NextStepsHistory ?? current?.NextStepsHistory ?? [];
  const isNew = given.NextSteps !== undefined && given.NextSteps !== current?.NextSteps;
  return {
    ...next,
    ...(next.Stage === 'Closed Lost' && ClosedLostReason !== undefined && { ClosedLostReason }),
    NextStepsHistory: isNew ? rememberNextSteps(history, given.NextSteps, now) : history,
  };
};

/** A loss says why, and only a loss does. */
export const awsSideFaults = (next: AwsSummaryDocument, given: Partial<AwsSummaryDocument>): Fault[] => {
  const isLost = next.LifeCycle?.Stage === 'Closed Lost';
  if (isLost && !next.LifeCycle?.ClosedLostReason) {
    return [
      {
        FieldName: 'LifeCycle.ClosedLostReason',
        Message: 'LifeCycle.ClosedLostReason is required when LifeCycle.Stage is Closed Lost.',
        Code: 'REQUIRED_FIELD_MISSING',
      },
    ];
  }
  if (isLost || !given.LifeCycle?.ClosedLostReason) return [];
  return [
    {
      FieldName: 'LifeCycle.ClosedLostReason',
      Message: 'LifeCycle.ClosedLostReason is only for LifeCycle.Stage Closed Lost.',
      Code: 'INVALID_VALUE',
    },
  ];
};
