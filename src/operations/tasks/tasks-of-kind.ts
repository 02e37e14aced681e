import type { Input } from '../../model/contract.ts';
import { filterTasks, type TaskFilter } from '../../store/repositories/task-lists.ts';
import type { TaskKind } from '../../tasks/task-kind.ts';
import { namedIds } from '../named.ts';
import type { Call } from '../operation.ts';

type ListInput = Pick<
  Input<'ListEngagementByAcceptingInvitationTasks'>,
  'Catalog' | 'TaskIdentifier' | 'TaskStatus'
>;

/** Selects the caller's tasks of a kind. Costs one query on the index of its tasks. */
export const queryTasksOf = (
  call: Call,
  kind: TaskKind,
  input: ListInput,
  filter: Pick<TaskFilter, 'invitations' | 'opportunities' | 'engagements' | 'contexts'>,
) =>
  filterTasks(call.reads, {
    catalog: input.Catalog,
    account: call.account,
    operation: kind.name,
    statuses: input.TaskStatus,
    ids: namedIds(call, kind.resource, input.Catalog, input.TaskIdentifier),
    ...filter,
  });
