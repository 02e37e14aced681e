import type { Timestamp } from '../../model/contract.ts';
import type { AwsSummaryDocument, OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { dealSizing, spendForAws } from './deal-sizing.ts';
import { rememberNextSteps } from './life-cycle.ts';

/** AWS's side of an opportunity. Source: AWS API reference, GetAwsOpportunitySummary and AwsOpportunityLifeCycle. */

/**
 * AWS's side as the owner of an opportunity sees it, with insights derived from the opportunity; those that the operator
 * set take precedence. Returns undefined if AWS has no side yet and there are no insights.
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

/** AWS's side of an opportunity that was not submitted yet. */
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
 * AWS's side after an update by AWS. LifeCycle and Insights are merged member by member, all else is replaced. The history
 * records new next steps, and ClosedLostReason is dropped when the stage is no longer Closed Lost.
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

/** ClosedLostReason is required for Closed Lost and forbidden otherwise. */
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
      Message: 'LifeCycle.ClosedLostReason is only allowed when LifeCycle.Stage is Closed Lost.',
      Code: 'INVALID_VALUE',
    },
  ];
};
