import { startSnapshotJob } from '../../changes/snapshots/start-snapshot-job.ts';
import { StepFailure, type Work } from '../../changes/work.ts';
import { opportunityUpdated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import { OPPORTUNITY_SUMMARY_VIEW } from '../../model/documents.ts';
import { findOpportunityFromInvitation, lockOpportunity } from '../../store/repositories/opportunities.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import type { Step } from '../task-kind.ts';
import { findTheInvitation } from './the-invitation.ts';

/** Step 3: a job that keeps track of the opportunity in the engagement is started, and its first snapshot taken. */
export const copyDetailsForTracking: Step = {
  name: 'copy details for tracking',
  run: async (work, task) => {
    const { tx, now, services } = work;
    // Known, unless the task begins with this step.
    const engagement = task.engagement_id || (await findTheInvitation(work, task)).engagement_id;
    const opportunity = await findTheOpportunity(work, task);
    const { jobId, announcements } = await startSnapshotJob(
      work,
      opportunity,
      engagement,
      OPPORTUNITY_SUMMARY_VIEW,
    );
    await recordEvents(tx, services, now, [
      { to: [task.account_id], event: opportunityUpdated(opportunity) },
      ...announcements,
    ]);
    return {
      engagement_id: engagement,
      opportunity_id: opportunity.id,
      resource_snapshot_job_id: jobId,
    };
  },
};

/**
 * The opportunity of step 2; where an earlier task created it, the one that came from the invitation. Locked, so that
 * a change of it is either in the first snapshot or finds the job.
 */
const findTheOpportunity = async ({ tx }: Work, task: Tasks) => {
  const { catalog, account_id, invitation_id } = task;
  const id =
    task.opportunity_id ||
    (await findOpportunityFromInvitation(tx, catalog, account_id, invitation_id))?.id ||
    '';
  const opportunity = await lockOpportunity(tx, catalog, account_id, id);
  if (opportunity) return opportunity;
  throw new StepFailure(
    'ResourceSnapshotValidationFailed',
    'The opportunity is no longer there to take a snapshot of. Start again with another client token to create it anew.',
  );
};
