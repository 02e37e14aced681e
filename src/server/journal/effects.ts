import type { CallEffects, Effects, TaskEffects } from '../../events/effects.ts';

/** Creates the accounts of what calls and tasks cause. Those of the newest tasks are kept, as many as there are calls. */
export const createEffects = (capacity: number): Effects => {
  const tasks = new Map<string, TaskEffects>();
  return {
    ofCall: () => ({ events: [], eventCount: 0, tasks: [] }),
    open: ({ catalog, id }) => {
      const opened = { catalog, id, isWaitedFor: false, events: [], eventCount: 0 };
      tasks.set(id, opened);
      const [oldest] = tasks.size > capacity ? tasks.keys() : [];
      if (oldest !== undefined) tasks.delete(oldest);
      return opened;
    },
    ofTask: (id) => tasks.get(id),
  };
};

/** Whether this is the id of an event or a task that a call has caused. */
export const hasCaused = (effects: CallEffects | undefined, id: string): boolean =>
  effects !== undefined &&
  (effects.tasks.some((task) => task.id === id) ||
    [effects, ...effects.tasks].some(({ events }) => events.some((event) => event.id === id)));
