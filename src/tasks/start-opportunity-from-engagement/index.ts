import type { Workflow } from '../workflow.ts';
import { addTheProject } from './add-the-project.ts';
import { draftTheOpportunity } from './draft-the-opportunity.ts';
import { linkTheOpportunity } from './link-the-opportunity.ts';

/** StartOpportunityFromEngagementTask: makes an opportunity of a lead. Source: AWS docs, working-with-leads. */
export const startOpportunityFromEngagement = {
  operation: 'StartOpportunityFromEngagementTask',
  steps: [draftTheOpportunity, addTheProject, linkTheOpportunity],
} as const satisfies Workflow;
