import { dayAhead } from '../support/data.ts';
import { AWS } from '../support/server.ts';
import { heard } from '../support/sharing.ts';
import {
  createEngagement,
  join,
  openAwsSide,
  requireOwner,
  requireReceiver,
  review,
  sendInvitation,
  takeSnapshot,
  tell,
} from './rules.ts';
import {
  type Account,
  type Engagement,
  Failure,
  type Invitation,
  type Opportunity,
  Refusal,
  type Task,
  type World,
} from './world.ts';

/** The rules of the asynchronous tasks, from start to end: see `rules.ts`. */

/** The ids in a task's result. */
export interface TaskIds {
  TaskId?: string | undefined;
  EngagementId?: string | undefined;
  EngagementInvitationId?: string | undefined;
  OpportunityId?: string | undefined;
  ResourceSnapshotJobId?: string | undefined;
}

const run = (world: World, task: Task, steps: () => void): void => {
  world.tasks.push(task);
  try {
    steps();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    task.status = 'FAILED';
    task.reason = error.reason;
  }
};

export const acceptByTask = (world: World, account: Account, invitation: Invitation, ids: TaskIds): void => {
  requireReceiver(invitation, account);
  const { engagement, status } = invitation;
  const isThere = world.opportunities.some(
    (other) => other.owner === account && other.invitation === invitation,
  );
  if (status === 'ACCEPTED' && isThere) throw new Refusal('ConflictException');
  const task: Task = { id: ids.TaskId ?? '', owner: account, kind: 'accept', status: 'COMPLETE', invitation };
  run(world, task, () => {
    if (status === 'PENDING') join(world, invitation);
    else if (status !== 'ACCEPTED') throw new Failure('InvitationValidationFailed');
    task.engagement = engagement;

    const opportunity = opportunityFrom(invitation, ids.OpportunityId ?? '');
    world.opportunities.push(opportunity);
    engagement.opportunities.push(opportunity);
    tell(world, heard.opportunityCreated, account);
    task.opportunity = opportunity;

    tell(world, heard.opportunityUpdated, account);
    follow(world, task, opportunity, engagement, ids);
  });
};

/** The receiver's opportunity: AWS's, or the content of a partner's invitation (`opportunityInvitation`). */
const opportunityFrom = (invitation: Invitation, id: string): Opportunity => {
  const { engagement, sender, receiver: owner } = invitation;
  const source = engagement.opportunities.find((opportunity) => opportunity.owner === sender);
  const isReferral = sender === AWS;
  const said = (isReferral && source) || invitation.offer;
  return {
    id: isReferral && source ? source.id : id,
    owner,
    status: isReferral ? 'Approved' : (source?.status ?? 'Pending Submission'),
    title: said?.title ?? 'Move the shop',
    problem: said?.problem ?? 'The shop is too slow at the end of the year.',
    closeDate: said ? said.closeDate : dayAhead(),
    solutions: isReferral ? [...(source?.solutions ?? [])] : [],
    isComplete: isReferral && source?.isComplete === true,
    source,
    invitation,
  };
};

/** The last step of both tasks: a snapshot job for the opportunity. */
const follow = (
  world: World,
  task: Task,
  opportunity: Opportunity,
  engagement: Engagement,
  ids: TaskIds,
): void => {
  const present = world.jobs.find((job) => job.opportunity === opportunity && job.engagement === engagement);
  const job = present ?? { id: ids.ResourceSnapshotJobId ?? '', opportunity, engagement, isRunning: false };
  if (!present) world.jobs.push(job);
  task.job = job;
  if (job.isRunning) return;
  job.isRunning = true;
  takeSnapshot(world, job);
};

export const share = (world: World, account: Account, opportunity: Opportunity, ids: TaskIds): void => {
  requireOwner(opportunity, account);
  const task: Task = { id: ids.TaskId ?? '', owner: account, kind: 'share', status: 'COMPLETE', opportunity };
  run(world, task, () => {
    const isOpen = ['Pending Submission', 'Action Required'].includes(opportunity.status);
    if (!isOpen || !opportunity.isComplete || opportunity.solutions.length === 0) {
      throw new Failure('OpportunitySubmissionFailed');
    }
    const engagement = engagementOf(world, opportunity, ids.EngagementId ?? '');
    task.engagement = engagement;
    if (!engagement.members.includes(AWS)) {
      task.invitation =
        world.invitations.find(
          (other) => other.engagement === engagement && other.receiver === AWS && other.status === 'PENDING',
        ) ?? inviteAws(world, engagement, opportunity, ids);
    }
    review(world, opportunity, 'Submitted');
    openAwsSide(world, opportunity);
    follow(world, task, opportunity, engagement, ids);
  });
};

const inviteAws = (
  world: World,
  engagement: Engagement,
  { owner, title, problem, closeDate }: Opportunity,
  ids: TaskIds,
): Invitation => {
  const invitation = sendInvitation(world, engagement, owner, AWS, ids.EngagementInvitationId ?? '');
  invitation.offer = { title, problem, closeDate };
  return invitation;
};

const engagementOf = (world: World, opportunity: Opportunity, id: string): Engagement => {
  const present = world.engagements.find(({ opportunities }) => opportunities.includes(opportunity));
  if (present) return present;
  const engagement = createEngagement(world, opportunity.owner, id);
  engagement.opportunities.push(opportunity);
  tell(world, heard.memberAdded, opportunity.owner);
  return engagement;
};
