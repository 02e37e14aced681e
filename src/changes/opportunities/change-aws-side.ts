import type { Announcement } from '../../events/record.ts';
import { AWS_OPPORTUNITY_SUMMARY_FULL_VIEW, type AwsSummaryDocument } from '../../model/documents.ts';
import { findEngagementsOf } from '../../store/repositories/engagement-resources.ts';
import { type Opportunity, putAwsSummary } from '../../store/repositories/opportunities.ts';
import { keepView, viewOfAwsSide } from '../snapshots/take-snapshot.ts';
import type { Work } from '../work.ts';

/**
 * Writes AWS's side of a partner's opportunity. AWS takes a snapshot of it for the opportunity's owner, without a snapshot
 * job or a role (AWS docs, selling-api-events, "Engagement Resource Snapshot Created"). Returns the events to record.
 * Costs two statements, and up to two per engagement to which the owner associated the opportunity.
 */
export const changeAwsSide = async (
  work: Work,
  opportunity: Opportunity,
  side: AwsSummaryDocument,
): Promise<Announcement[]> => {
  const { catalog, id } = opportunity;
  await putAwsSummary(work.tx, { catalog, opportunity_id: id }, side);
  const view = viewOfAwsSide(side, opportunity);
  const announcements: Announcement[] = [];
  for (const engagement_id of await findEngagementsOf(work.tx, opportunity)) {
    const subject = {
      catalog,
      engagement_id,
      resource_type: 'Opportunity',
      resource_id: id,
      template: AWS_OPPORTUNITY_SUMMARY_FULL_VIEW,
    };
    announcements.push(...(await keepView(work, subject, opportunity, view)).announcements);
  }
  return announcements;
};
