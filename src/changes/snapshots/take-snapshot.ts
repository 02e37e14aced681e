import { isDeepStrictEqual } from 'node:util';
import { snapshotCreated } from '../../events/catalogue.ts';
import type { Announcement } from '../../events/record.ts';
import { isConcurrencyFailure } from '../../kit/sql/errors.ts';
import type { AccountId } from '../../model/contract.ts';
import {
  AWS_OPPORTUNITY_SUMMARY_FULL_VIEW,
  type AwsSummaryDocument,
  OPPORTUNITY_SUMMARY_VIEW,
  type SnapshotPayload,
} from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { opportunitySummaryView, shownIn } from '../../rules/snapshots/views.ts';
import { listMembers } from '../../store/repositories/engagements.ts';
import { findAwsSummary, type Opportunity } from '../../store/repositories/opportunities.ts';
import {
  findSnapshot,
  findSnapshotJobsOf,
  insertSnapshot,
  markSnapshotJobFailed,
  markSnapshotJobRun,
  type Snapshot,
  type SnapshotSubject,
} from '../../store/repositories/snapshots.ts';
import type { ResourceSnapshotJobs } from '../../store/tables/resource-snapshot-jobs.ts';
import { StepFailure, type Work } from '../work.ts';
import { countFault, countRun } from './count-run.ts';
import { findJobRole, forbiddenBecause, unusableBecause } from './job-role.ts';

/** The payload of a snapshot, and who can see it. */
interface View {
  payload: SnapshotPayload;
  audience: AccountId[];
}

/** The latest snapshot of a view, and the events to record: none if the view did not change. */
interface Taken {
  snapshot: Snapshot;
  announcements: Announcement[];
}

/**
 * Returns the view of an opportunity by a template. Throws `StepFailure` if the template does not exist or does not fit.
 * AWS docs: working-with-multi-partner-opportunities, "Snapshot templates".
 */
const viewOf = async ({ tx }: Work, subject: SnapshotSubject, opportunity: Opportunity): Promise<View> => {
  const { catalog, engagement_id, template } = subject;
  if (template === OPPORTUNITY_SUMMARY_VIEW) {
    const members = await listMembers(tx, { catalog, engagement_id });
    const audience = members.map((member) => member.account_id);
    return { payload: opportunitySummaryView(opportunity.document), audience };
  }
  if (template !== AWS_OPPORTUNITY_SUMMARY_FULL_VIEW) {
    throw new StepFailure(
      'ResourceSnapshotJobValidationFailed',
      `There is no template ${template}. Use ${OPPORTUNITY_SUMMARY_VIEW} or ${AWS_OPPORTUNITY_SUMMARY_FULL_VIEW}.`,
    );
  }
  // AWS's own opportunities have no AWS side.
  const isOfPartner = opportunity.account_id !== AWS_ACCOUNT;
  const side = isOfPartner
    ? await findAwsSummary(tx, { catalog, opportunity_id: opportunity.id })
    : undefined;
  if (side) return viewOfAwsSide(side, opportunity);
  throw new StepFailure(
    'ResourceSnapshotValidationFailed',
    `${template} shows AWS's side of a partner's opportunity, and this one has none. Submit it first.`,
  );
};

/** Returns the AwsOpportunitySummaryFullView, which only the opportunity's owner can see. AWS docs: selling-api-events. */
export const viewOfAwsSide = (side: AwsSummaryDocument, { id, account_id }: Opportunity): View => ({
  payload: { AwsOpportunitySummaryFullView: { ...side, RelatedOpportunityId: id } },
  audience: [account_id],
});

/**
 * Takes a snapshot of an opportunity for an engagement if its view differs from the latest snapshot.
 * Throws a unique violation if a concurrent writer took the revision, and `StepFailure` if the template does not fit.
 */
export const takeSnapshot = async (
  work: Work,
  subject: SnapshotSubject,
  opportunity: Opportunity,
): Promise<Taken> => keepView(work, subject, opportunity, await viewOf(work, subject, opportunity));

/** Stores a view of an opportunity as a snapshot, as `takeSnapshot` does. */
export const keepView = async (
  { tx, now, services }: Work,
  subject: SnapshotSubject,
  opportunity: Opportunity,
  { payload, audience }: View,
): Promise<Taken> => {
  const latest = await findSnapshot(tx, subject);
  if (latest && isDeepStrictEqual(shownIn(latest.payload), shownIn(payload))) {
    return { snapshot: latest, announcements: [] };
  }
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
    target_accounts: audience,
  };
  await insertSnapshot(tx, snapshot);
  return { snapshot, announcements: [{ to: audience, event: snapshotCreated(services.arns, snapshot) }] };
};

/** Runs the running snapshot jobs of a changed opportunity. Returns the events to record. */
export const runSnapshotJobs = async (work: Work, opportunity: Opportunity): Promise<Announcement[]> => {
  const { catalog, account_id, id } = opportunity;
  const snapshotJobs = await findSnapshotJobsOf(work.tx, { catalog, account_id, resource_id: id });
  return runEachSnapshotJob(
    work,
    opportunity,
    snapshotJobs.filter((snapshotJob) => snapshotJob.status === 'Running'),
  );
};

/**
 * Runs snapshot jobs of an opportunity: each takes a snapshot if its view changed, or notes why it cannot. Returns the
 * events to record. Costs one query, and up to four statements per snapshot job; with policies, the transaction runs again.
 */
export const runEachSnapshotJob = async (
  work: Work,
  opportunity: Opportunity,
  snapshotJobs: readonly ResourceSnapshotJobs[],
): Promise<Announcement[]> => {
  if (snapshotJobs.length === 0) return [];
  const { tx, now } = work;
  const role = await findJobRole(work, opportunity);
  const announcements: Announcement[] = [];
  for (const snapshotJob of snapshotJobs) {
    const taken =
      unusableBecause(work, role, snapshotJob) ??
      (await forbiddenBecause(work, role, snapshotJob, opportunity)) ??
      (await takeSnapshot(work, snapshotJob, opportunity).catch((error) => whyNot(work, error)));
    countRun(work, typeof taken === 'string' ? taken : undefined);
    if (typeof taken === 'string') {
      await markSnapshotJobFailed(tx, snapshotJob, taken);
      continue;
    }
    announcements.push(...taken.announcements);
    await markSnapshotJobRun(tx, snapshotJob, now);
  }
  return announcements;
};

const whyNot = (work: Work, error: unknown): string => {
  if (error instanceof StepFailure) return error.message;
  // Otherwise the transaction runs again.
  if (!isConcurrencyFailure(error)) countFault(work);
  throw error;
};
