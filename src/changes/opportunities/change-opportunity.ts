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
 * Writes a change of an opportunity. Answers the changed opportunity, and what to announce: the change, and the snapshots
 * that running jobs take of it. Throws ConflictException if it was changed since `current` was read.
 */
export const changeOpportunity = async (
  work: Work,
  current: Opportunity,
  document: OpportunityDocument,
): Promise<{ opportunity: Opportunity; announcements: Announcement[] }> => {
  const modified_at = nextModification(current.modified_at, work.now);
  const opportunity: Opportunity = { ...current, document, modified_at };
  if (!(await updateOpportunity(work.tx, opportunity, current.modified_at))) throw outdated();
  const updated = opportunityUpdated(opportunity);
  const snapshots = await runSnapshotJobs(work, opportunity);
  return { opportunity, announcements: [{ to: [opportunity.account_id], event: updated }, ...snapshots] };
};

/** Writes a change of an opportunity and announces it. */
export const changeAndAnnounce = async (
  work: Work,
  current: Opportunity,
  document: OpportunityDocument,
): Promise<Opportunity> => {
  const { opportunity, announcements } = await changeOpportunity(work, current, document);
  await recordEvents(work.tx, work.services, work.now, announcements);
  return opportunity;
};

/** The error if the caller's state of the opportunity is not the latest. */
export const outdated = () =>
  ConflictException(
    'LastModifiedDate is not that of the latest state. Get the opportunity, apply your change to it, and try again.',
  );
