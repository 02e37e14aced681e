import type { Output } from '../../api/selling.ts';
import { words } from '../../words.ts';
import type { Opportunity } from './target.ts';
import type { RecordedEvent } from './use-events.ts';
import type { TaskSummary } from './use-tasks.ts';

/** Something that happened to an opportunity. */
export interface Happening {
  id: string;
  at: string;
  kind: 'created' | 'steps' | 'event' | 'task';
  /** Who did it, if it is known. */
  who?: string;
  title: string;
  text?: string;
  /** How often in a row; absent if once. */
  times?: number;
  /** The task that it is. */
  task?: TaskSummary;
}

interface Known {
  opportunity: Opportunity;
  aws: Output<'GetAwsOpportunitySummary'> | undefined;
  events: readonly RecordedEvent[];
  tasks: readonly TaskSummary[];
}

const { history } = words.opportunity;

const stepsOf = (
  who: string,
  entries: readonly { Value?: string; Time?: string }[] | null | undefined,
): Happening[] =>
  (entries ?? []).map(({ Value = '', Time = '' }) => ({
    id: `steps/${who}/${Time}/${Value}`,
    at: Time,
    kind: 'steps',
    who,
    title: history.steps,
    text: Value,
  }));

/** Events say that something changed; that the opportunity was created is told by itself. */
const eventsOf = (events: readonly RecordedEvent[]): Happening[] =>
  events
    .filter((event) => event['detail-type'] !== 'Opportunity Created')
    .map((event) => ({
      id: `event/${event.id}`,
      at: event.time,
      kind: 'event',
      title: history.events[event['detail-type']] ?? event['detail-type'],
    }));

const tasksOf = (tasks: readonly TaskSummary[]): Happening[] =>
  tasks.map((task) => ({
    id: `task/${task.TaskId}`,
    at: task.StartTime ?? '',
    kind: 'task',
    title: words.task.kinds[task.operation] ?? task.operation,
    task,
  }));

/** Within a second, causes come before their effects: events have no parts of seconds. */
const RANKS: Readonly<Record<Happening['kind'], number>> = { created: 0, task: 1, steps: 2, event: 3 };

const newestFirst = (one: Happening, other: Happening): number =>
  secondOf(other) - secondOf(one) || RANKS[other.kind] - RANKS[one.kind];

const secondOf = ({ at }: Happening): number => Math.floor(Date.parse(at) / 1_000);

/** Everything that is known to have happened, newest first, each once. */
export const happeningsOf = ({ opportunity, aws, events, tasks }: Known): readonly Happening[] => {
  const all: Happening[] = [
    { id: 'created', at: opportunity.CreatedDate ?? '', kind: 'created', title: history.created },
    ...stepsOf(history.partner, opportunity.LifeCycle?.NextStepsHistory),
    ...stepsOf(history.aws, aws?.LifeCycle?.NextStepsHistory),
    ...eventsOf(events),
    ...tasksOf(tasks),
  ];
  const once = new Map(all.map((happening) => [happening.id, happening]));
  return merged([...once.values()].sort(newestFirst));
};

/** Events of one kind in a row are one entry, with their number: each save of an opportunity is an event. */
const merged = (happenings: readonly Happening[]): readonly Happening[] =>
  happenings.reduce<Happening[]>((list, happening) => {
    const last = list.at(-1);
    if (last?.kind !== 'event' || happening.kind !== 'event' || last.title !== happening.title) {
      list.push(happening);
    } else {
      last.times = (last.times ?? 1) + 1;
    }
    return list;
  }, []);
