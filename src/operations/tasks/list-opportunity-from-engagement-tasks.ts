import { startOpportunityFromEngagement as kind } from '../../tasks/start-opportunity-from-engagement/index.ts';
import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';
import { listTasks } from './list-tasks.ts';

const name = 'ListOpportunityFromEngagementTasks';

/** Lists the caller's tasks that draft opportunities from leads, the latest first. Costs one query. */
export const listOpportunityFromEngagementTasks = operation(name, 'List', (input, call) =>
  listTasks(call, name, kind, input, {
    opportunities: input.OpportunityIdentifier,
    engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
    contexts: input.ContextIdentifier,
  }),
);
