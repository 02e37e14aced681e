import type { Workflow } from '../workflow.ts';
import { acceptTheInvitation } from './accept-the-invitation.ts';
import { copyDetailsForTracking } from './copy-details-for-tracking.ts';
import { createTheOpportunity } from './create-the-opportunity.ts';

/**
 * StartEngagementByAcceptingInvitationTask: "accepting the invitation, creating an opportunity in the partner's account
 * from the AWS opportunity, and copying details for tracking."
 */
export const startEngagementByAcceptingInvitation = {
  operation: 'StartEngagementByAcceptingInvitationTask',
  steps: [acceptTheInvitation, createTheOpportunity, copyDetailsForTracking],
} as const satisfies Workflow;

/** How many steps are done already when a task begins with this one. */
export const stepsBefore = (step: (typeof startEngagementByAcceptingInvitation.steps)[number]): number =>
  startEngagementByAcceptingInvitation.steps.indexOf(step);

export { acceptTheInvitation, copyDetailsForTracking, createTheOpportunity };
