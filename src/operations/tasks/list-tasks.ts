import type { Input, OperationName } from '../../model/contract.ts';
import { queryTasks, type TaskFilter } from '../../store/repositories/tasks.ts';
import type { Tasks } from '../../store/tables.ts';
import { listPage } from '../list-page.ts';
import type { Call } from '../operation.ts';

type ListInput = Pick<
  Input<'ListEngagementByAcceptingInvitationTasks'>,
  'Catalog' | 'MaxResults' | 'NextToken' | 'Sort' | 'TaskStatus'
>;

/**
 * One page of the tasks that `started` started, the latest first, and the token of the next page. Costs one query on the
 * index of the caller's tasks.
 */
export const listTasks = (
  call: Call,
  operation: OperationName,
  started: OperationName,
  input: ListInput,
  filter: Omit<TaskFilter, 'account' | 'operation' | 'statuses'>,
): Promise<{ rows: Tasks[]; NextToken?: string }> =>
  listPage(
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
      operation: started,
      statuses: input.TaskStatus,
      ...filter,
    }),
  );
