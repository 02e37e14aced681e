import { isDeepStrictEqual } from 'node:util';
import { snapshotCreated } from '../events/catalogue.ts';
import type { Announcement } from '../events/record.ts';
import { OPPORTUNITY_SUMMARY_VIEW } from '../model/documents.ts';
import { opportunitySummaryView } from '../rules/views.ts';
import { listMembers } from '../store/repositories/engagements.ts';
import type { Opportunity } from '../store/repositories/opportunities.ts';
import {
  findSnapshot,
  findSnapshotJobsOf,
  insertSnapshot,
  markSnapshotJobRun,
  type Snapshot,
  type SnapshotSubject,
} from '../store/repositories/snapshots.ts';
import type { Work } from './work.ts';

/**
 * Takes a snapshot of an opportunity for an engagement, if its view differs from the latest one. Answers what to
 * announce: nothing, where nothing changed. Throws a unique violation when another writer took the revision.
 */
export const takeSnapshot = async (
  { tx, now, services }: Work,
  subject: SnapshotSubject,
  opportunity: Opportunity,
): Promise<Announcement[]> => {
  const latest = await findSnapshot(tx, subject);
  const payload = opportunitySummaryView(opportunity.document);
  if (latest && isDeepStrictEqual(latest.payload, JSON.parse(JSON.stringify(payload)))) return [];
  const members = await listMembers(tx, subject.catalog, subject.engagement_id);
  const snapshot: Snapshot = {
    catalog: subject.catalog,
    engagement_id: subject.engagement_id,
    resource_type: subject.resource_type,
    resource_id: subject.resource_id,
    template: subject.template,
    revision: (latest?.revision ?? 0) + 1,
    created_at: now,
    created_by: opportunity.account_id,
    payload,
    target_accounts: members.map((member) => member.account_id),
  };
  await insertSnapshot(tx, snapshot);
  return [{ to: snapshot.target_accounts, event: snapshotCreated(services.arns, snapshot) }];
};

/** What an opportunity's running jobs make of a change of it. */
export const runSnapshotJobs = async (work: Work, opportunity: Opportunity): Promise<Announcement[]> => {
  const { tx, now } = work;
  const jobs = await findSnapshotJobsOf(tx, opportunity.catalog, opportunity.account_id, opportunity.id);
  const announcements: Announcement[] = [];
  for (const job of jobs) {
    if (job.status !== 'Running' || job.template !== OPPORTUNITY_SUMMARY_VIEW) continue;
    announcements.push(...(await takeSnapshot(work, job, opportunity)));
    await markSnapshotJobRun(tx, job, now);
  }
  return announcements;
};
