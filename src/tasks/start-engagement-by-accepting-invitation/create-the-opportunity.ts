import { addOpportunity, type NewOpportunity } from '../../changes/opportunities/add-opportunity.ts';
import { StepFailure, type Work } from '../../changes/work.ts';
import { recordEvents } from '../../events/record.ts';
import { isUniqueViolation } from '../../kit/sql/errors.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { asAnswered } from '../../model/errors.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { newAwsSide } from '../../rules/invitations/aws-as-partner.ts';
import { closeDateIsAhead, opportunityFaults } from '../../rules/opportunities/faults.ts';
import {
  hasCustomerProject,
  opportunityFromAws,
  opportunityFromPartner,
} from '../../rules/opportunities/from-invitation.ts';
import { withOwner } from '../../rules/opportunities/team.ts';
import { findOwner } from '../../store/repositories/accounts.ts';
import { addToEngagement } from '../../store/repositories/engagement-resources.ts';
import { findEngagement } from '../../store/repositories/engagements.ts';
import type { Invitation } from '../../store/repositories/invitations.ts';
import {
  lockOpportunityInEngagement,
  type Opportunity,
  putAwsSummary,
} from '../../store/repositories/opportunities.ts';
import { arnOfOpportunity, mayCreateOpportunity } from '../may.ts';
import type { Step } from '../task-kind.ts';
import { findTheInvitation, offerOf } from './the-invitation.ts';

/** Step 2: adds an opportunity to the receiver's account: AWS's own, or one created from a partner's invitation. */
export const createTheOpportunity: Step = {
  name: 'create the opportunity',
  performs: 'CreateOpportunity',
  needs: {
    CreateOpportunity: 'OpportunityAccessDenied',
    TagResource: 'OpportunityAccessDenied',
    SubmitOpportunity: 'OpportunitySubmissionFailed',
  },
  run: async (work, task) => {
    const { tx, now, services } = work;
    await mayCreateOpportunity(work, task);
    const invitation = await findTheInvitation(work, task);
    const source = await findSource(work, invitation);
    const isReferral = invitation.sender_account_id === AWS_ACCOUNT;
    const document = await documentFor(work, invitation, source);
    const owner = await findOwner(tx, task.account_id);
    const accepted = isReferral ? opportunityFromAws(document) : document;
    const { opportunity, announcements } = await add(work, {
      catalog: task.catalog,
      account_id: task.account_id,
      // AWS's opportunity keeps its id and creation time. Seen: GetOpportunity.
      ...(source && isReferral && { id: source.id, created_at: source.created_at }),
      document: { ...accepted, OpportunityTeam: withOwner(accepted.OpportunityTeam, owner) },
      invitation_id: invitation.id,
      source_account_id: source?.account_id ?? null,
      source_id: source?.id ?? null,
      tags: JSON.parse(task.tags),
    });
    // The opportunity that comes into being is submitted already.
    await work.may('SubmitOpportunity', arnOfOpportunity(work, opportunity));
    if (isReferral && !source) {
      const side = newAwsSide(document, 'AWS Referral', task.account_id);
      await putAwsSummary(tx, { catalog: task.catalog, opportunity_id: opportunity.id }, side);
    }
    await addToEngagement(tx, {
      catalog: task.catalog,
      engagement_id: invitation.engagement_id,
      owner: task.account_id,
      opportunity_id: opportunity.id,
    });
    await recordEvents(tx, services, now, announcements);
    return { opportunity_id: opportunity.id };
  },
};

/** Finds and locks the sender's opportunity in the engagement, if there is one. */
const findSource = (
  { tx }: Work,
  { catalog, engagement_id, sender_account_id: owner }: Invitation,
): Promise<Opportunity | undefined> => lockOpportunityInEngagement(tx, { catalog, engagement_id, owner });

/** Returns the document of AWS's opportunity if the sender is AWS and has one; otherwise one made from the invitation. */
const documentFor = async (
  work: Work,
  invitation: Invitation,
  source: Opportunity | undefined,
): Promise<OpportunityDocument> => {
  if (source) requireValid(work, source.document);
  else await requireCustomerProject(work, invitation);
  return source?.account_id === AWS_ACCOUNT
    ? source.document
    : opportunityFromPartner(offerOf(invitation), source?.document);
};

const requireCustomerProject = async ({ tx }: Work, invitation: Invitation): Promise<void> => {
  const engagement = await findEngagement(tx, { catalog: invitation.catalog, id: invitation.engagement_id });
  if (engagement && hasCustomerProject(engagement.contexts)) return;
  throw new StepFailure(
    'EngagementValidationFailed',
    'The engagement has no CustomerProject context to create an opportunity from. Ask its sender to add one.',
  );
};

/** Throws `StepFailure` unless the source is a valid, open opportunity. */
const requireValid = ({ now }: Work, document: OpportunityDocument): void => {
  const faults = [...opportunityFaults(document, now), ...closeDateIsAhead(document, now)].map(
    (fault) => asAnswered(fault).Message,
  );
  if (document.LifeCycle?.Stage === 'Closed Lost') faults.push('lifeCycle.stage is Closed Lost.');
  if (faults.length === 0) return;
  throw new StepFailure(
    'OpportunityValidationFailed',
    `The opportunity that the invitation is about is not valid: ${faults.join(' ')} Ask the sender to correct it, then start again.`,
  );
};

const add = async (work: Work, given: NewOpportunity): ReturnType<typeof addOpportunity> => {
  try {
    return await addOpportunity(work, given);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new StepFailure(
      'OpportunityConflict',
      'The account has the opportunity of this invitation already. List its opportunities to find it.',
    );
  }
};
