import { opportunityUpdated } from '../../events/catalogue.ts';
import type { Announcement } from '../../events/record.ts';
import { recordEvents } from '../../events/record.ts';
import { nextModification } from '../../kit/flow/clock.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { ConflictException } from '../../model/errors.ts';
import { type Opportunity, updateOpportunity } from '../../store/repositories/opportunities.ts';
import { runSnapshotJobs } from '../snapshots/take-snapshot.ts';
import type { Work } from '../work.ts';

/**
 * Writes a changed opportunity and runs its snapshot jobs. Returns the new opportunity and the events to record. Throws
 * ConflictException if it was changed since `current` was read.
 */
export const changeOpportunity = async (
  work: Work,
  current: Opportunity,
  document: OpportunityDocument,
): Promise<{ opportunity: Opportunity; announcements: Announcement[] }> => {
  const modified_at = nextModification(current.modified_at, work.now);
  const opportunity: Opportunity = { ...current, document, modified_at };
  if (!(await updateOpportunity(work.tx, current, opportunity))) throw outdated();
  const updated = opportunityUpdated(opportunity);
  const snapshots = await runSnapshotJobs(work, opportunity);
  return { opportunity, announcements: [{ to: [opportunity.account_id], event: updated }, ...snapshots] };
};

/** Writes a changed opportunity and records the events. */
export const changeAndAnnounce = async (
  work: Work,
  current: Opportunity,
  document: OpportunityDocument,
): Promise<Opportunity> => {
  const { opportunity, announcements } = await changeOpportunity(work, current, document);
  await recordEvents(work.tx, work.services, work.now, announcements);
  return opportunity;
};

/** The error for a caller that does not have the latest state of the opportunity. */
export const outdated = () =>
  ConflictException(
    'LastModifiedDate is not that of the latest state. Get the opportunity, apply your change to it, and try again.',
  );
