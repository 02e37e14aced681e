import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Fault, isFault } from './fault.ts';
import { useLive } from './live.ts';
import { operator } from './operator.ts';
import { usePlace } from './place.ts';
import { readPublicTasks } from './public-tasks.ts';
import { type Place, sellingKey } from './selling.ts';
import { readSession, type Session } from './session.ts';
import type { Task, TaskAbout, TasksQuery } from './task.ts';

const isAbout = (task: Task, about: TaskAbout): boolean =>
  Object.entries(about).every(([name, value]) => value === undefined || task[name as keyof Task] === value);

/** The session that may not read tasks with their steps, once it was refused. */
let refused: Session | undefined;

/**
 * Reads a page of an account's tasks, the latest first: with their steps if the session may read them (operators, and keys
 * with `cosell:ReadTasks`), else as far as the public API tells them, all on one page.
 */
export const readTasks = async (
  place: Place,
  { status, ...about }: TaskAbout & Pick<TasksQuery, 'status'>,
  page: Pick<TasksQuery, 'after' | 'limit'>,
  signal: AbortSignal,
): Promise<{ tasks: readonly Task[]; next?: string }> => {
  const session = readSession();
  if (refused !== session) {
    const query = {
      ...place,
      catalog: place.catalog as 'AWS' | 'Sandbox',
      ...about,
      ...page,
      ...(status && { status }),
    };
    try {
      const { data } = await operator.GET('/_cosell/tasks', { params: { query }, signal });
      return data ?? { tasks: [] };
    } catch (error) {
      if (!isFault(error) || (error.status !== 401 && error.status !== 403)) throw error;
      refused = session;
    }
  }
  const tasks = await readPublicTasks(place, about, signal);
  return { tasks: tasks.filter((task) => status === undefined || task.status === status) };
};

/**
 * Reads the latest task that this account started about something; null if there is none. It changes with each of the live
 * stream's messages about the task.
 */
export const useLatestTask = (about: TaskAbout) => {
  const { account, catalog } = usePlace();
  const queries = useQueryClient();
  const asked = JSON.stringify(about);
  const queryKey = useMemo(
    () => sellingKey({ account, catalog }, 'LatestTask', asked),
    [account, catalog, asked],
  );
  useLive(
    useCallback(
      ({ kind, data }) => {
        if (kind !== 'task' || data.account !== account || data.catalog !== catalog) return;
        if (!isAbout(data, JSON.parse(asked))) return;
        queries.setQueryData<Task | null>(queryKey, (known) =>
          known && known.startTime > data.startTime ? known : data,
        );
      },
      [account, catalog, asked, queryKey, queries],
    ),
  );
  return useQuery<Task | null, Fault>({
    queryKey,
    queryFn: async ({ signal }) =>
      (await readTasks({ account, catalog }, about, { limit: 1 }, signal)).tasks[0] ?? null,
  });
};
