import { AWS, full, invitation, OTHER_PARTNER, PARTNER, submission, token } from '../requests.ts';
import { type Flow, type Stage, textAt, tick } from '../stage.ts';

/** Submits a partner's own opportunity. Returns the ids that the task's recording shows. */
export const submit = async ({ call }: Stage, start: Stage['call']) => {
  const { Id } = await call(PARTNER, 'CreateOpportunity', full());
  const task = await start(PARTNER, 'StartEngagementFromOpportunityTask', submission(String(Id)));
  return {
    id: String(Id),
    engagementId: textAt(task, 'EngagementId'),
    jobId: textAt(task, 'ResourceSnapshotJobId'),
    toAws: { Identifier: textAt(task, 'EngagementInvitationId') },
  };
};

/** A partner submits its own opportunity, AWS approves it, and another partner joins. */
export const multiPartner: Flow = {
  name: 'Working with Multipartner Opportunities',
  play: async (stage) => {
    const { call, show } = stage;
    await submit(stage, call);
    await tick();
    const { id, engagementId, toAws } = await submit(stage, show);
    await show(PARTNER, 'GetOpportunity', { Identifier: id });
    await call(AWS, 'AcceptEngagementInvitation', toAws);
    await show(PARTNER, 'GetOpportunity', { Identifier: id });
    await show(PARTNER, 'GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: id });
    await show(PARTNER, 'ListEngagementFromOpportunityTasks', { MaxResults: 1 });
    await show(PARTNER, 'ListEngagementResourceAssociations', { EngagementIdentifier: engagementId });

    const invited = await call(
      PARTNER,
      'CreateEngagementInvitation',
      invitation(engagementId, OTHER_PARTNER),
    );
    const Identifier = textAt(invited, 'Id');
    await show(OTHER_PARTNER, 'GetEngagementInvitation', { Identifier });
    const accept = { ...token(), Identifier };
    const task = await show(OTHER_PARTNER, 'StartEngagementByAcceptingInvitationTask', accept);
    await show(OTHER_PARTNER, 'GetOpportunity', { Identifier: textAt(task, 'OpportunityId') });
    await show(OTHER_PARTNER, 'ListEngagementInvitations', { ParticipantType: 'RECEIVER' });
  },
};

/** The job started by the submission, which has taken a snapshot since, with the role of the settings. */
export const snapshotJobs: Flow = {
  name: 'tunity / Check status of resouce snapshot jobs associated with a multi-partner opportunity',
  play: async (stage) => {
    const role = `arn:aws:iam::${PARTNER}:role/snapshots`;
    await stage.call(PARTNER, 'PutSellingSystemSettings', { ResourceSnapshotJobRoleIdentifier: role });
    const { jobId, toAws } = await submit(stage, stage.call);
    await stage.call(AWS, 'AcceptEngagementInvitation', toAws);
    await stage.show(PARTNER, 'GetResourceSnapshotJob', { ResourceSnapshotJobIdentifier: jobId });
  },
};
