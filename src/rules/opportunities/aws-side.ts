import type { Timestamp } from '../../model/contract.ts';
import type { AwsSummaryDocument, OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { dealSizing, spendForAws } from './deal-sizing.ts';
import { rememberNextSteps } from './life-cycle.ts';

/** AWS's side of an opportunity. Source: AWS API reference, GetAwsOpportunitySummary and AwsOpportunityLifeCycle. */

/**
 * AWS's side as the owner of an opportunity sees it, with the insights that follow from that opportunity; those that the
 * operator set go first. Before AWS has a side, undefined where there are no such insights either.
 */
export const shownAwsSide = (
  side: AwsSummaryDocument | undefined,
  document: OpportunityDocument,
): AwsSummaryDocument | undefined => {
  const AwsProductsSpendInsightsBySource = dealSizing(document);
  if (!AwsProductsSpendInsightsBySource) return side;
  const Insights = { AwsProductsSpendInsightsBySource, ...side?.Insights };
  return { ...(side ?? draftSide(document)), Insights };
};

/** What there is to see of an opportunity that AWS does not know yet. */
const draftSide = ({
  Origin,
  Project,
  RelatedEntityIdentifiers,
}: OpportunityDocument): AwsSummaryDocument => ({
  Origin,
  RelatedEntityIds: {
    AwsProducts: RelatedEntityIdentifiers?.AwsProducts ?? [],
    Solutions: RelatedEntityIdentifiers?.Solutions ?? [],
  },
  Project: { ExpectedCustomerSpend: spendForAws(Project) },
});

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
