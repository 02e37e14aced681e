import { AWS } from '../support/server.ts';
import { heard, SOLUTION } from '../support/sharing.ts';
import {
  announceChange,
  createEngagement,
  isReviewable,
  join,
  requireOwner,
  requireWritable,
  review,
  sendInvitation,
  tell,
} from './rules.ts';
import { type Account, type Opportunity, Refusal, type World } from './world.ts';

/** The rules of an opportunity's own operations: see `rules.ts`. */

export type Details = Pick<Opportunity, 'title' | 'problem' | 'closeDate'>;

export const createOpportunity = (
  world: World,
  account: Account,
  details: Details,
  id: string,
  /** For an opportunity that AWS refers. */
  referral?: { engagement: string; invitation: string },
): void => {
  if (referral && account === AWS) throw new Refusal('ValidationException', ['origin: ACTION_NOT_PERMITTED']);
  const owner = referral ? AWS : account;
  const opportunity: Opportunity = {
    id,
    owner,
    status: referral ? 'Approved' : 'Pending Submission',
    ...details,
    solutions: [],
    isComplete: true,
  };
  world.opportunities.push(opportunity);
  tell(world, heard.opportunityCreated, owner);
  if (!referral) return;
  const engagement = createEngagement(world, AWS, referral.engagement);
  engagement.opportunities.push(opportunity);
  sendInvitation(world, engagement, AWS, account, referral.invitation);
};

export const associate = (world: World, account: Account, opportunity: Opportunity): void => {
  requireOwner(opportunity, account);
  const isThere = opportunity.solutions.includes(SOLUTION);
  requireWritable(opportunity, isThere ? ['relatedEntityIdentifier: DUPLICATE_KEY_VALUE'] : []);
  opportunity.solutions.push(SOLUTION);
  announceChange(world, opportunity);
};

const names = {
  title: 'project.title',
  problem: 'project.customerBusinessProblem',
  closeDate: 'lifeCycle.targetCloseDate',
} as const;

/** The fields that are read-only in a review status. */
const closed: Partial<Record<Opportunity['status'], (keyof Details)[]>> = {
  'Action Required': ['title'],
  Approved: ['title', 'problem'],
};

/** Fields that an approved opportunity needs but an invitation lacks. */
const missing = ['customerUseCase', 'deliveryModels'].map(
  (field) => `project.${field}: REQUIRED_FIELD_MISSING`,
);

export const update = (
  world: World,
  account: Account,
  opportunity: Opportunity,
  { isFresh, changes }: { isFresh: boolean; changes: Partial<Details> },
): void => {
  requireOwner(opportunity, account);
  if (!isFresh) throw new Refusal('ConflictException');
  requireWritable(opportunity);
  const held = (closed[opportunity.status] ?? []).filter((field) => field in changes);
  const faults = held.map((field) => `${names[field]}: ACTION_NOT_PERMITTED`);
  if (opportunity.status === 'Approved' && !opportunity.isComplete) faults.push(...missing);
  if (faults.length > 0) throw new Refusal('ValidationException', faults);
  Object.assign(opportunity, changes);
  // The action that AWS required submits it for review again.
  if (opportunity.status === 'Action Required') opportunity.status = 'Submitted';
  announceChange(world, opportunity);
};

/** In the sandbox a partner plays AWS's review. */
export const decide = (
  world: World,
  account: Account,
  opportunity: Opportunity,
  decision: 'Approved' | 'Action Required',
): void => {
  requireOwner(opportunity, account);
  // An unchanged status is not a decision.
  if (opportunity.status === decision) {
    update(world, account, opportunity, { isFresh: true, changes: {} });
    return;
  }
  if (!isReviewable(opportunity)) {
    throw new Refusal('ValidationException', ['lifeCycle.reviewStatus: INVALID_RESOURCE_STATE']);
  }
  const asked = world.invitations.find(
    ({ engagement, sender, receiver, status }) =>
      engagement.opportunities.includes(opportunity) &&
      sender === account &&
      receiver === AWS &&
      status === 'PENDING',
  );
  if (decision === 'Approved' && asked) join(world, asked);
  else review(world, opportunity, decision);
};
