import type { Workflow } from '../workflow.ts';
import { prospectTheEngagements } from './prospect-the-engagements.ts';

/** StartProspectingFromEngagementTask: AWS's insights on leads, up to 100 engagements at once. */
export const startProspectingFromEngagement = {
  operation: 'StartProspectingFromEngagementTask',
  steps: [prospectTheEngagements],
} as const satisfies Workflow;
