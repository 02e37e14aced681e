import { useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { sellingKey } from '../../api/selling.ts';
import type { Task } from '../../api/task.ts';
import { readTasks } from '../../api/tasks.ts';
import { TaskStatus } from '../../parts/badges.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { ItemList, ItemRow } from './item-list.tsx';

const SHOWN = 5;

/** The tasks that run now. */
export const RunningTasks = () => {
  const to = useTo();
  const place = usePlace();
  const query = useQuery<{ items: readonly Task[]; hasMore: boolean }, Fault>({
    queryKey: sellingKey(place, 'Tasks', 'running'),
    queryFn: async ({ signal }) => {
      const { tasks, next } = await readTasks(place, { status: 'IN_PROGRESS' }, { limit: SHOWN }, signal);
      return { items: tasks.slice(0, SHOWN), hasMore: next !== undefined || tasks.length > SHOWN };
    },
  });
  return (
    <ItemList
      title={words.home.running}
      query={query}
      keyOf={({ id }) => id}
      row={(task) => {
        const at = task.steps.findIndex(({ status }) => status !== 'DONE');
        const step = task.steps[at];
        return (
          <ItemRow
            title={
              <PageLink to={to('tasks', task.id)}>
                {words.task.kinds[task.operation] ?? task.operation}
              </PageLink>
            }
            detail={
              <>
                <Time at={task.startTime} />
                {step && ` · ${words.tasks.step(at + 1, task.steps.length, step.name)}`}
              </>
            }
            end={<TaskStatus of={task.status} />}
          />
        );
      }}
      empty={words.home.noneRunning}
      all={{ text: words.home.allTasks, to: to('tasks') }}
    />
  );
};
