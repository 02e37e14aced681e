import { startEngagementFromOpportunity as kind } from '../../tasks/start-engagement-from-opportunity/index.ts';
import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';
import { listTasks } from './list-tasks.ts';

const name = 'ListEngagementFromOpportunityTasks';

/** Lists the caller's tasks that submit opportunities, the latest first. Costs one query. */
export const listEngagementFromOpportunityTasks = operation(name, 'List', (input, call) =>
  listTasks(call, name, kind, input, {
    opportunities: input.OpportunityIdentifier,
    engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
  }),
);
