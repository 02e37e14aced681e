import { startEngagementByAcceptingInvitation as kind } from '../../tasks/start-engagement-by-accepting-invitation/index.ts';
import { describeTask } from '../../tasks/task-kind.ts';
import { namedIds } from '../named.ts';
import { list } from '../operation.ts';
import { queryTasksOf } from './tasks-of-kind.ts';

/** Lists the caller's tasks that accept invitations, the latest first. Costs one query. */
export const listEngagementByAcceptingInvitationTasks = list('ListEngagementByAcceptingInvitationTasks', {
  items: 'TaskSummaries',
  query: (input, call) =>
    queryTasksOf(call, kind, input, {
      invitations: namedIds(
        call,
        'engagement-invitation',
        input.Catalog,
        input.EngagementInvitationIdentifier,
      ),
      opportunities: input.OpportunityIdentifier,
    }),
  keys: ['start_time', 'id'],
  show: (task, { services }) => describeTask(kind, task, services.arns),
});
