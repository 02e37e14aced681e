import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/fault.ts';
import { useIsOperator } from '../../api/is-operator.ts';
import { operator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { readPublicTasks } from '../../api/public-tasks.ts';
import { sellingKey } from '../../api/selling.ts';
import type { Task, TaskOperation } from '../../api/tasks.ts';
import type { ListState } from '../../parts/list-address.ts';
import { type ListPage, valuesOf } from '../../parts/server-table.tsx';

type Status = 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';

/** A page of this account's tasks: with the operator's routes of all of them, else the latest of each kind, on one page. */
export const useTasks = (state: ListState & { pageSize: number }): ListPage<Task> => {
  const { account, catalog } = usePlace();
  const isOperator = useIsOperator();
  const [operation] = valuesOf(state, 'operation') ?? [];
  const [status] = valuesOf(state, 'status') ?? [];
  const { token, pageSize } = state;
  const place = { account, catalog: catalog as 'AWS' | 'Sandbox' };
  return useQuery<{ items: readonly Task[]; nextToken?: string }, Fault>({
    queryKey: sellingKey(place, 'Tasks', { operation, status, token, pageSize, isOperator }),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const kind = operation && { operation: operation as TaskOperation };
      if (!isOperator) {
        const tasks = await readPublicTasks(place, { ...kind }, signal);
        return { items: tasks.filter((task) => status === undefined || task.status === status) };
      }
      const query = {
        ...place,
        ...kind,
        ...(status && { status: status as Status }),
        ...(token && { after: token }),
        limit: pageSize,
      };
      const { data } = await operator.GET('/_cosell/tasks', { params: { query }, signal });
      return { items: data?.tasks ?? [], ...(data?.next && { nextToken: data.next }) };
    },
  });
};
