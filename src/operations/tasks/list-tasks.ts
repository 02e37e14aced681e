import type { Input, OperationName } from '../../model/contract.ts';
import { queryTasks, type TaskFilter } from '../../store/repositories/tasks.ts';
import { describeTask, type TaskKind } from '../../tasks/task-kind.ts';
import { listPage } from '../list-page.ts';
import { namedIds } from '../named.ts';
import type { Call } from '../operation.ts';

type ListInput = Pick<
  Input<'ListEngagementByAcceptingInvitationTasks'>,
  'Catalog' | 'MaxResults' | 'NextToken' | 'Sort' | 'TaskIdentifier' | 'TaskStatus'
>;

/** One page of the caller's tasks of a kind, the latest first. Costs one query on the index of the caller's tasks. */
export const listTasks = async <Shown extends object>(
  call: Call,
  operation: OperationName,
  kind: TaskKind<Shown>,
  input: ListInput,
  filter: Pick<TaskFilter, 'invitations' | 'opportunities' | 'engagements' | 'contexts'>,
): Promise<{ TaskSummaries: Shown[]; NextToken?: string }> => {
  const { rows, ...next } = await listPage(
    call,
    {
      operation,
      input,
      keys: ['start_time', 'id'],
      order: input.Sort?.SortOrder,
      positionOf: (row) => [row.start_time, row.id],
    },
    queryTasks(call.reads, input.Catalog, {
      account: call.account,
      operation: kind.name,
      statuses: input.TaskStatus,
      ids: namedIds(call, kind.resource, input.Catalog, input.TaskIdentifier),
      ...filter,
    }),
  );
  return { TaskSummaries: rows.map((task) => describeTask(kind, task, call.services.arns)), ...next };
};
