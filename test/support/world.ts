import { engagement, opportunity, opportunityInvitation, refer, runAcceptTask } from './data.ts';
import { ALPHA, AWS, clientOf } from './server.ts';

/** One of everything that an account can have: an accepted referral, a pending invitation, an opportunity of its own. */
export const buildWorld = async (server: { endpoint: string }) => {
  const client = clientOf(server, ALPHA);
  const referral = await refer(client);
  const task = await runAcceptTask(client, referral.invitationId);
  const pending = await refer(client);
  const own = await client.createOpportunity(opportunity({ Tags: [{ Key: 'team', Value: 'north' }] }));
  const joint = await client.createEngagement(engagement());
  const sent = await client.createEngagementInvitation(opportunityInvitation(joint.Id ?? '', AWS));
  return {
    opportunity: referral.opportunityId,
    ownOpportunity: own.Id ?? '',
    engagement: referral.engagementId,
    acceptedInvitation: referral.invitationId,
    pendingInvitation: pending.invitationId,
    sentInvitation: sent.Id ?? '',
    task: task.TaskId ?? '',
    job: task.ResourceSnapshotJobId ?? '',
  };
};

export type World = Awaited<ReturnType<typeof buildWorld>>;

/** Identifiers of the right form that name nothing. */
export const nothing: World = {
  opportunity: 'O999999999999999',
  ownOpportunity: 'O888888888888888',
  engagement: 'eng-zzzzzzzzzzzzzz',
  acceptedInvitation: 'engi-zzzzzzzzzzzzz',
  pendingInvitation: 'engi-yyyyyyyyyyyyy',
  sentInvitation: 'engi-xxxxxxxxxxxxx',
  task: 'task-zzzzzzzzzzzzz',
  job: 'job-zzzzzzzzzzzzz',
};

const shared = (kind: string, id: string, catalog = 'Sandbox') =>
  `arn:aws:partnercentral:us-east-1::catalog/${catalog}/${kind}/${id}`;
const owned = (kind: string, id: string) =>
  `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/${kind}/${id}`;

export const arnOf = {
  engagement: (id: string, catalog?: string) => shared('engagement', id, catalog),
  invitation: (id: string, catalog?: string) => shared('engagement-invitation', id, catalog),
  task: (id: string, catalog?: string) => shared('engagement-by-accepting-invitation-task', id, catalog),
  opportunity: (id: string) => owned('opportunity', id),
  job: (id: string) => owned('resource-snapshot-job', id),
};
