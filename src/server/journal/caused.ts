import type { NotedEvent, NotedEvents, TaskEffects } from '../../events/effects.ts';
import type { CausedEvent, RequestDetail } from '../../operator/request-detail-schemas.ts';
import { showTask } from '../../operator/show-task.ts';
import { findTasks } from '../../store/repositories/tasks.ts';
import type { Queries } from '../../store/tables.ts';
import type { Kept } from './kept.ts';

/**
 * Returns the events that a call has recorded, and the task that it has started, as it is now. Events of a task are told with the
 * call if that has waited for its end, else with the task. With `account` only the events that this account gets: what others
 * get says who takes part. One query, and none for a call that has started no task.
 */
export const causedBy = async (
  { effects }: Kept,
  reads: Queries,
  account: string | undefined,
): Promise<Pick<RequestDetail, 'events' | 'eventCount' | 'tasks'>> => {
  if (!effects) return { events: [], eventCount: 0, tasks: [] };
  const show = (noted: NotedEvents): CausedEvent[] => shownOf(noted, account).map(showEvent);
  const waitedFor = effects.tasks.filter(({ isWaitedFor }) => isWaitedFor);
  const tasks = effects.tasks.length > 0 ? await findTasks(reads, effects.tasks) : [];
  return {
    events: [
      ...show(effects),
      ...waitedFor.flatMap((task) => show(task).map((event) => ({ ...event, task: task.id }))),
    ],
    eventCount: countOf(effects, account),
    tasks: tasks.map((task) => {
      const { isWaitedFor, ...noted } = effects.tasks.find(({ id }) => id === task.id) as TaskEffects;
      return {
        ...showTask(task),
        isWaitedFor,
        events: isWaitedFor ? [] : show(noted),
        eventCount: countOf(noted, account),
      };
    }),
  };
};

const shownOf = ({ events }: NotedEvents, account: string | undefined): readonly NotedEvent[] =>
  account === undefined ? events : events.filter((event) => event.account === account);

/** Of one account, what is noted is counted: the number of all would tell of the others. */
const countOf = (noted: NotedEvents, account: string | undefined): number =>
  account === undefined ? noted.eventCount : shownOf(noted, account).length;

const showEvent = ({ catalog, resources, ...event }: NotedEvent): CausedEvent => ({
  ...event,
  ...(catalog !== undefined && { catalog }),
  resources: [...resources],
});
