import { AWS } from '../support/server.ts';
import { heard } from '../support/sharing.ts';
import {
  type Account,
  type Engagement,
  type Invitation,
  type Job,
  type Opportunity,
  Refusal,
  type World,
} from './world.ts';

/**
 * The rules in their simplest form. Each takes the world and the input of a call, and changes the world or throws a
 * `Refusal`. New ids come from the server's response.
 */

export const tell = (world: World, detailType: string, ...to: Account[]): void => {
  for (const account of to) world.feed[account].push(detailType);
};

export const requireOwner = (opportunity: Opportunity, account: Account): void => {
  if (opportunity.owner !== account) throw new Refusal('ResourceNotFoundException');
};

export const isReviewable = ({ status }: Opportunity): boolean =>
  ['Submitted', 'In review', 'Action Required'].includes(status);

export const requireWritable = ({ status }: Opportunity, others: string[] = []): void => {
  const faults = ['Submitted', 'In review', 'Rejected'].includes(status)
    ? ['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED', ...others]
    : others;
  if (faults.length > 0) throw new Refusal('ValidationException', faults);
};

/** Takes a snapshot for all members if the content has changed. */
export const takeSnapshot = (
  world: World,
  { engagement, opportunity }: Omit<Job, 'id' | 'isRunning'>,
): void => {
  const { id, status, closeDate, solutions, isComplete } = opportunity;
  const view = JSON.stringify({ status, closeDate, solutions, isComplete });
  const template = 'OpportunitySummaryView';
  const earlier = world.snapshots.filter(
    (one) => one.engagement === engagement && one.opportunity.id === id && one.template === template,
  );
  if (earlier.at(-1)?.view === view) return;
  world.snapshots.push({ engagement, opportunity, template, revision: earlier.length + 1, view });
  tell(world, heard.snapshotCreated, ...engagement.members);
};

/** AWS opens its side with the first submission; the games never change it later. */
export const openAwsSide = (world: World, opportunity: Opportunity): void => {
  if (opportunity.hasAwsSide) return;
  opportunity.hasAwsSide = true;
  for (const engagement of world.engagements.filter(({ opportunities }) =>
    opportunities.includes(opportunity),
  )) {
    const template = 'AwsOpportunitySummaryFullView';
    world.snapshots.push({ engagement, opportunity, template, revision: 1, view: '' });
    tell(world, heard.snapshotCreated, opportunity.owner);
  }
};

/** A snapshot job uses the role that its owner has set. */
const runJob = (world: World, job: Job): void => {
  if (world.roles.has(job.opportunity.owner)) takeSnapshot(world, job);
};

/** The effects of every change of an opportunity. */
export const announceChange = (world: World, opportunity: Opportunity): void => {
  tell(world, heard.opportunityUpdated, opportunity.owner);
  const running = world.jobs.filter((job) => job.opportunity === opportunity && job.isRunning);
  for (const job of running) runJob(world, job);
};

/** Sets a review status. Opportunities made from this one follow its approval. */
export const review = (world: World, opportunity: Opportunity, status: Opportunity['status']): void => {
  opportunity.status = status;
  announceChange(world, opportunity);
  if (status !== 'Approved') return;
  const followers = world.opportunities
    .filter((other) => other.source === opportunity && other.status !== status)
    .sort((one, other) => (one.owner < other.owner ? -1 : 1));
  for (const follower of followers) review(world, follower, status);
};

/** AWS's answer to an invitation is its review of the submitted opportunity. */
const reviewByAnswer = (world: World, invitation: Invitation, status: 'Approved' | 'Rejected'): void => {
  if (invitation.receiver !== AWS) return;
  const submitted = invitation.engagement.opportunities.filter(
    (opportunity) => opportunity.owner === invitation.sender && isReviewable(opportunity),
  );
  for (const opportunity of submitted) review(world, opportunity, status);
};

export const createEngagement = (world: World, account: Account, id: string): Engagement => {
  const engagement: Engagement = { id, members: [account], opportunities: [] };
  world.engagements.push(engagement);
  tell(world, heard.engagementCreated, account);
  return engagement;
};

export const sendInvitation = (
  world: World,
  engagement: Engagement,
  sender: Account,
  receiver: Account,
  id: string,
): Invitation => {
  const invitation: Invitation = { id, engagement, sender, receiver, status: 'PENDING' };
  world.invitations.push(invitation);
  tell(world, heard.invitationCreated, sender, receiver);
  return invitation;
};

export const invite = (
  world: World,
  account: Account,
  engagement: Engagement,
  receiver: Account,
  id: string,
): void => {
  if (!engagement.members.includes(account)) throw new Refusal('ResourceNotFoundException');
  const isPending = world.invitations.some(
    (other) => other.engagement === engagement && other.receiver === receiver && other.status === 'PENDING',
  );
  if (isPending || engagement.members.includes(receiver)) throw new Refusal('ConflictException');
  sendInvitation(world, engagement, account, receiver, id);
};

export const requireReceiver = ({ sender, receiver }: Invitation, account: Account): void => {
  if (account !== sender && account !== receiver) throw new Refusal('ResourceNotFoundException');
  if (account === sender) throw new Refusal('AccessDeniedException');
};

/** The effects of accepting a pending invitation. */
export const join = (world: World, invitation: Invitation): void => {
  const { engagement, sender, receiver } = invitation;
  invitation.status = 'ACCEPTED';
  engagement.members.push(receiver);
  tell(world, heard.invitationAccepted, sender, receiver);
  tell(world, heard.memberAdded, ...engagement.members);
  reviewByAnswer(world, invitation, 'Approved');
};

export const accept = (world: World, account: Account, invitation: Invitation): void => {
  requireReceiver(invitation, account);
  if (invitation.status !== 'PENDING') throw new Refusal('ConflictException');
  join(world, invitation);
};

export const reject = (world: World, account: Account, invitation: Invitation): void => {
  requireReceiver(invitation, account);
  if (invitation.status !== 'PENDING') throw new Refusal('ConflictException');
  invitation.status = 'REJECTED';
  tell(world, heard.invitationRejected, invitation.sender, invitation.receiver);
  reviewByAnswer(world, invitation, 'Rejected');
};

/** Lets 16 days pass, more than the lifetime of an invitation. */
export const pass16Days = (world: World): void => {
  for (const invitation of world.invitations.filter(({ status }) => status === 'PENDING')) {
    invitation.status = 'EXPIRED';
    tell(world, heard.invitationExpired, invitation.sender, invitation.receiver);
  }
};

export const setJob = (world: World, account: Account, job: Job, isRunning: boolean): void => {
  if (job.opportunity.owner !== account) throw new Refusal('ResourceNotFoundException');
  if (!isRunning && !job.isRunning) {
    throw new Refusal('ValidationException', ['resourceSnapshotJobIdentifier: INVALID_RESOURCE_STATE']);
  }
  const isStart = isRunning && !job.isRunning;
  job.isRunning = isRunning;
  if (isStart) runJob(world, job);
};

export const setRole = (world: World, account: Account, hasRole: boolean): void => {
  if (hasRole || account === AWS) world.roles.add(account);
  else world.roles.delete(account);
};
