import { prospect } from './co-sell.ts';
import { engagement, opportunity, opportunityInvitation, refer, runAcceptTask } from './data.ts';
import { ALPHA, AWS, clientOf } from './server.ts';
import { convert, engagementAbout, lead, readyOpportunity, share } from './sharing.ts';

/** The solution of the world's owner on servers with `worldAccounts`. */
const OWN_SOLUTION = 'S-77';

export const worldAccounts = [
  {
    id: ALPHA,
    companyName: 'Alpha',
    solutions: [{ id: OWN_SOLUTION, name: 'Forecasts', catalog: 'Sandbox' as const }],
  },
];

/**
 * Creates one of everything that an account can have: an accepted referral, a pending invitation, an opportunity, one
 * that was submitted, one drafted from a lead, and a lead that was prospected.
 */
export const buildWorld = async (server: { endpoint: string }) => {
  const client = clientOf(server, ALPHA);
  const referral = await refer(client);
  const task = await runAcceptTask(client, referral.invitationId);
  const pending = await refer(client);
  const own = await client.createOpportunity(opportunity({ Tags: [{ Key: 'team', Value: 'north' }] }));
  const joint = await client.createEngagement(engagement());
  const sent = await client.createEngagementInvitation(opportunityInvitation(joint.Id ?? '', AWS));
  const submitted = await share(client, await readyOpportunity(client));
  const leadEngagement = await engagementAbout(client, lead());
  const draft = await convert(client, leadEngagement);
  const prospecting = await prospect(client, 'Sweep', leadEngagement);
  return {
    opportunity: referral.opportunityId,
    ownOpportunity: own.Id ?? '',
    engagement: referral.engagementId,
    acceptedInvitation: referral.invitationId,
    pendingInvitation: pending.invitationId,
    sentInvitation: sent.Id ?? '',
    task: task.TaskId ?? '',
    job: task.ResourceSnapshotJobId ?? '',
    submittedOpportunity: submitted.OpportunityId ?? '',
    submittedEngagement: submitted.EngagementId ?? '',
    submissionTask: submitted.TaskId ?? '',
    leadEngagement,
    draftedOpportunity: draft.OpportunityId ?? '',
    draftTask: draft.TaskId ?? '',
    prospectingTask: prospecting.TaskId ?? '',
    solution: OWN_SOLUTION,
  };
};

export type World = Awaited<ReturnType<typeof buildWorld>>;

/** Valid identifiers of nonexistent resources. */
export const nothing: World = {
  opportunity: 'O999999999999999',
  ownOpportunity: 'O888888888888888',
  engagement: 'eng-zzzzzzzzzzzzzz',
  acceptedInvitation: 'engi-zzzzzzzzzzzzz',
  pendingInvitation: 'engi-yyyyyyyyyyyyy',
  sentInvitation: 'engi-xxxxxxxxxxxxx',
  task: 'task-zzzzzzzzzzzzz',
  job: 'job-zzzzzzzzzzzzz',
  submittedOpportunity: 'O777777777777777',
  submittedEngagement: 'eng-yyyyyyyyyyyyyy',
  submissionTask: 'task-yyyyyyyyyyyyy',
  leadEngagement: 'eng-xxxxxxxxxxxxxx',
  draftedOpportunity: 'O666666666666666',
  draftTask: 'task-xxxxxxxxxxxxx',
  prospectingTask: 'task-zzzzzzzzzzzzzz',
  solution: 'S-99',
};

const shared = (kind: string, id: string, catalog = 'Sandbox') =>
  `arn:aws:partnercentral:us-east-1::catalog/${catalog}/${kind}/${id}`;
const owned = (kind: string, id: string) =>
  `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/${kind}/${id}`;

export const arnOf = {
  engagement: (id: string, catalog?: string) => shared('engagement', id, catalog),
  invitation: (id: string, catalog?: string) => shared('engagement-invitation', id, catalog),
  task: (id: string, catalog?: string) => shared('engagement-by-accepting-invitation-task', id, catalog),
  submissionTask: (id: string) => shared('engagement-from-opportunity-task', id),
  draftTask: (id: string) => shared('opportunity-from-engagement-task', id),
  prospectingTask: (id: string) => shared('prospecting-from-engagement-task', id),
  opportunity: (id: string) => owned('opportunity', id),
  job: (id: string) => owned('resource-snapshot-job', id),
};
