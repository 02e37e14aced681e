import { startEngagementByAcceptingInvitation as kind } from '../../tasks/start-engagement-by-accepting-invitation/index.ts';
import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';
import { listTasks } from './list-tasks.ts';

const name = 'ListEngagementByAcceptingInvitationTasks';

/** Lists the caller's tasks that accept invitations, the latest first. Costs one query. */
export const listEngagementByAcceptingInvitationTasks = operation(name, 'List', (input, call) =>
  listTasks(call, name, kind, input, {
    invitations: namedIds(call, 'engagement-invitation', input.Catalog, input.EngagementInvitationIdentifier),
    opportunities: input.OpportunityIdentifier,
  }),
);
