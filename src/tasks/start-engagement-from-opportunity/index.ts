import type { Workflow } from '../workflow.ts';
import { createTheEngagement } from './create-the-engagement.ts';
import { followTheOpportunity } from './follow-the-opportunity.ts';
import { inviteAws } from './invite-aws.ts';
import { submitTheOpportunity } from './submit-the-opportunity.ts';

/**
 * StartEngagementFromOpportunityTask: shares a partner's opportunity with AWS, whose answer to the invitation is its review.
 * Source: AWS docs, working-with-your-opportunities.
 */
export const startEngagementFromOpportunity = {
  operation: 'StartEngagementFromOpportunityTask',
  steps: [createTheEngagement, inviteAws, submitTheOpportunity, followTheOpportunity],
} as const satisfies Workflow;

/** How many steps are done when only the last one, which follows the opportunity, is left. */
export const stepsBeforeFollowing = startEngagementFromOpportunity.steps.indexOf(followTheOpportunity);
