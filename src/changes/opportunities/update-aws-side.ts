import { recordEvents } from '../../events/record.ts';
import type { AwsSummaryDocument } from '../../model/documents.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import { changeAwsSide } from './change-aws-side.ts';
import { changeOpportunity } from './change-opportunity.ts';

/**
 * AWS changes its side of a partner's opportunity: the opportunity counts as updated, and its owner is shown a snapshot of
 * what AWS says now. Answers the opportunity.
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
