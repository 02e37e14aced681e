import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { sellingKey } from '../../api/selling.ts';
import type { Task, TaskOperation } from '../../api/task.ts';
import { readTasks } from '../../api/tasks.ts';
import type { ListState } from '../../parts/list-address.ts';
import { type ListPage, valuesOf } from '../../parts/server-table.tsx';

type Status = 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';

/** A page of this account's tasks. */
export const useTasks = (state: ListState & { pageSize: number }): ListPage<Task> => {
  const place = usePlace();
  const [operation] = valuesOf(state, 'operation') ?? [];
  const [status] = valuesOf(state, 'status') ?? [];
  const { token, pageSize } = state;
  return useQuery<{ items: readonly Task[]; nextToken?: string }, Fault>({
    queryKey: sellingKey(place, 'Tasks', { operation, status, token, pageSize }),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const asked = {
        ...(operation && { operation: operation as TaskOperation }),
        ...(status && { status: status as Status }),
      };
      const page = { limit: pageSize, ...(token && { after: token }) };
      const { tasks, next } = await readTasks(place, asked, page, signal);
      return { items: tasks, ...(next && { nextToken: next }) };
    },
  });
};
