import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Fault } from './fault.ts';
import { useIsOperator } from './is-operator.ts';
import { useLive } from './live.ts';
import { operator } from './operator.ts';
import type { Paths } from './operator-paths.ts';
import { usePlace } from './place.ts';
import { readPublicTasks } from './public-tasks.ts';
import { sellingKey } from './selling.ts';

type TasksQuery = NonNullable<Paths['/_cosell/tasks']['get']['parameters']['query']>;

/** A task of any kind with its steps, as the operator's API and the live stream show it. */
export type Task =
  Paths['/_cosell/tasks']['get']['responses'][200]['content']['application/json']['tasks'][number];
export type TaskStep = Task['steps'][number];
/** An operation that starts a task: the kind of the task. */
export type TaskOperation = NonNullable<TasksQuery['operation']>;

/** What a task is about: it matches all that is given. */
export type TaskAbout = Pick<TasksQuery, 'id' | 'operation' | 'invitation' | 'engagement' | 'opportunity'>;

const isAbout = (task: Task, about: TaskAbout): boolean =>
  Object.entries(about).every(([name, value]) => value === undefined || task[name as keyof Task] === value);

/**
 * Reads the latest task that this account started about something; null if there is none. It changes with each of the live
 * stream's messages about the task. Without the operator's routes it is read with the public API, which shows no steps; the
 * live stream does.
 */
export const useLatestTask = (about: TaskAbout) => {
  const { account, catalog } = usePlace();
  const queries = useQueryClient();
  const isOperator = useIsOperator();
  const asked = JSON.stringify({ ...about, isOperator });
  const queryKey = useMemo(
    () => sellingKey({ account, catalog }, 'LatestTask', asked),
    [account, catalog, asked],
  );
  useLive(
    useCallback(
      ({ kind, data }) => {
        if (kind !== 'task' || data.account !== account || data.catalog !== catalog) return;
        const { isOperator: _, ...wanted } = JSON.parse(asked);
        if (!isAbout(data, wanted)) return;
        queries.setQueryData<Task | null>(queryKey, (known) =>
          known && known.startTime > data.startTime ? known : data,
        );
      },
      [account, catalog, asked, queryKey, queries],
    ),
  );
  return useQuery<Task | null, Fault>({
    queryKey,
    queryFn: async ({ signal }) => {
      const place = { account, catalog: catalog as 'AWS' | 'Sandbox' };
      if (!isOperator) return (await readPublicTasks(place, about, signal))[0] ?? null;
      const query = { ...place, ...about, limit: 1 };
      const { data } = await operator.GET('/_cosell/tasks', { params: { query }, signal });
      return data?.tasks[0] ?? null;
    },
  });
};
