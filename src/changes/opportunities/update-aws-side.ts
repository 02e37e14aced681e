import { recordEvents } from '../../events/record.ts';
import type { AwsSummaryDocument } from '../../model/documents.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import { changeAwsSide } from './change-aws-side.ts';
import { changeOpportunity } from './change-opportunity.ts';

/**
 * Changes AWS's side of a partner's opportunity. The opportunity counts as updated, and its owner gets a snapshot of AWS's
 * side. Returns the opportunity.
 */
export const updateAwsSide = async (
  work: Work,
  opportunity: Opportunity,
  side: AwsSummaryDocument,
): Promise<Opportunity> => {
  const { tx, now, services } = work;
  const updated = await changeOpportunity(work, opportunity, opportunity.document);
  const snapshots = await changeAwsSide(work, opportunity, side);
  await recordEvents(tx, services, now, [...updated.announcements, ...snapshots]);
  return updated.opportunity;
};
