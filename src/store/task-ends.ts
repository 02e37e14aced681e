import { oneAtATime } from '../kit/flow/one-at-a-time.ts';
import { afterCommit, type Store } from './index.ts';
import { findEndedTasks, findTask, findTasks, type TaskKey } from './repositories/tasks.ts';
import type { Tasks } from './tables/tasks.ts';
import type { Queries } from './tables.ts';

/** Where servers on one database tell each other of tasks that have ended. */
const CHANNEL = 'cosell_tasks';
/** Tasks in one message, which has at most 7,999 bytes. */
const TOLD_AT_ONCE = 200;

/** Tasks in one query. */
const READ_AT_ONCE = 500;

/** One who wants to hear of a task's end. */
export interface Watch {
  /**
   * Resolves once the task has ended, after `milliseconds` of real time, or with `stop`, whichever is first: with the task
   * as it ended, if this process ended it. Never throws.
   */
  end(milliseconds: number): Promise<Tasks | undefined>;
  stop(ended?: Tasks): void;
}

/**
 * Who waits for the end of a task hears of it at once, whichever server ran it. A watch is an entry in a map and, while
 * it waits, a timer: 1,000 of them take about a megabyte and no processor time. A task that ends costs a look into the
 * map, however many wait.
 */
export interface TaskEnds {
  /** Watches for the end of a task from now on, until stopped: an end before is not heard of, so look after this. */
  watch(key: TaskKey): Watch;
  /** The task as it is now; for those whose wait ends together one query reads all of them. Throws as the store does. */
  latest(key: TaskKey): Promise<Tasks | undefined>;
  /** Says that a task ends with the transaction `tx`, and how, if that is known: who waits here then needs no query. */
  announce(tx: Queries, key: TaskKey, ended?: Tasks): void;
  /** Lets all who wait go on, and nobody wait from now on: the server closes. */
  release(): void;
  close(): Promise<void>;
}

/**
 * Between servers ends are told after the commit, those of a moment together: PostgreSQL commits transactions that
 * notify one after another, each with its sync of the disk. Of a server that dies in between the others hear nothing;
 * they look each second, in one query for all who wait.
 */
export const createTaskEnds = (store: Store): TaskEnds => {
  const watches = new Map<string, Set<Watch>>();
  let released = false;
  const untold = new Set<string>();

  const stopAll = (name: string, ended?: Tasks): void => {
    for (const watch of watches.get(name) ?? []) watch.stop(ended);
  };
  /** Looks once for all who wait. Where the store fails, the next look comes soon. */
  const look = async (): Promise<void> => {
    if (watches.size === 0) return;
    const ended = await findEndedTasks(store.reads, [...watches.keys()].map(keyOf)).catch(() => []);
    for (const key of ended) stopAll(nameOf(key));
  };
  const channel = store.peers.join(CHANNEL, {
    told: (message) => {
      for (const name of message.split(',')) stopAll(name);
    },
    missed: () => void look(),
  });

  const telling = oneAtATime(async () => {
    while (untold.size > 0) {
      const now = [...untold].slice(0, TOLD_AT_ONCE);
      for (const name of now) untold.delete(name);
      await channel.say(now.join(','));
    }
  });

  return {
    watch: (key) => {
      const name = nameOf(key);
      const { promise, resolve } = Promise.withResolvers<Tasks | undefined>();
      let timer: NodeJS.Timeout | undefined;
      const watch: Watch = {
        end: (milliseconds) => {
          if (released) watch.stop();
          else timer ??= setTimeout(() => watch.stop(), milliseconds);
          return promise;
        },
        stop: (ended) => {
          clearTimeout(timer);
          const others = watches.get(name);
          others?.delete(watch);
          if (others?.size === 0) watches.delete(name);
          resolve(ended);
        },
      };
      const others = watches.get(name) ?? new Set();
      watches.set(name, others.add(watch));
      return watch;
    },
    latest: createReader(store),
    announce: (tx, key, ended) =>
      afterCommit(tx, () => {
        const name = nameOf(key);
        stopAll(name, ended);
        untold.add(name);
        void telling.run();
      }),
    release: () => {
      released = true;
      for (const name of [...watches.keys()]) stopAll(name);
    },
    close: async () => {
      await telling.ended();
      await channel.close();
    },
  };
};

/** Reads a task at once, and those that are asked for meanwhile in one query after it: 1,000 do not need 1,000 turns of a pool. */
const createReader = (store: Store): TaskEnds['latest'] => {
  let asked: { name: string; resolve(task: Tasks | undefined): void; reject(error: unknown): void }[] = [];
  const reading = oneAtATime(async () => {
    while (asked.length > 0) {
      const batch = asked.slice(0, READ_AT_ONCE);
      asked = asked.slice(READ_AT_ONCE);
      try {
        const tasks = await readTasks(store, [...new Set(batch.map(({ name }) => name))].map(keyOf));
        const byName = new Map(tasks.map((task) => [nameOf(task), task]));
        for (const { name, resolve } of batch) resolve(byName.get(name));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  });
  return (key) =>
    new Promise((resolve, reject) => {
      asked.push({ name: nameOf(key), resolve, reject });
      void reading.run();
    });
};

/** A single one by the query that is prepared. */
const readTasks = async ({ reads }: Store, keys: TaskKey[]): Promise<Tasks[]> => {
  const [only, ...others] = keys;
  if (!only || others.length > 0) return findTasks(reads, keys);
  const task = await findTask(reads, only);
  return task ? [task] : [];
};

const nameOf = ({ catalog, id }: TaskKey): string => `${catalog}/${id}`;
const keyOf = (name: string): TaskKey => {
  const [catalog, id = ''] = name.split('/');
  return { catalog: catalog as TaskKey['catalog'], id };
};
