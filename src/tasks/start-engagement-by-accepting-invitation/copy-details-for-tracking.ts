import { StepFailure, type Work } from '../../changes/work.ts';
import { findOpportunityFromInvitation, lockOpportunity } from '../../store/repositories/opportunities.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import { linkOpportunity } from '../link-opportunity.ts';
import { arnOfOpportunity, needsToFollow } from '../may.ts';
import type { Step } from '../task-kind.ts';
import { findTheInvitation } from './the-invitation.ts';

/** Step 3: starts a snapshot job for the opportunity in the engagement, and takes its first snapshot. */
export const copyDetailsForTracking: Step = {
  name: 'copy details for tracking',
  performs: 'CreateResourceSnapshotJob',
  needs: { GetOpportunity: 'OpportunityAccessDenied', ...needsToFollow },
  run: async (work, task) => {
    // Empty in a task that an older version started.
    const engagementId = task.engagement_id || (await findTheInvitation(work, task)).engagement_id;
    const opportunity = await findTheOpportunity(work, task);
    await work.may('GetOpportunity', arnOfOpportunity(work, opportunity));
    return {
      engagement_id: engagementId,
      opportunity_id: opportunity.id,
      resource_snapshot_job_id: await linkOpportunity(work, opportunity, engagementId),
    };
  },
};

/**
 * Finds and locks the opportunity of step 2, or of an earlier task about this invitation. Because of the lock, a concurrent
 * change is either in the first snapshot or finds the snapshot job.
 */
const findTheOpportunity = async ({ tx }: Work, task: Tasks) => {
  const { catalog, account_id, invitation_id } = task;
  const id =
    task.opportunity_id ||
    (await findOpportunityFromInvitation(tx, { catalog, account_id, invitation_id }))?.id ||
    '';
  const opportunity = await lockOpportunity(tx, { catalog, account_id, id });
  if (opportunity) return opportunity;
  throw new StepFailure(
    'ResourceSnapshotValidationFailed',
    'The opportunity is no longer there to take a snapshot of. Start again with another client token to create it anew.',
  );
};
