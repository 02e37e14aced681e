import type { TaskEnds } from '../changes/work.ts';
import { createEnds } from '../kit/flow/ends.ts';
import { readTogether } from '../kit/flow/read-together.ts';
import type { Store } from '../store/index.ts';
import { findEndedTasks, findTask, findTasks, type TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';

/** On which servers that share a database notify each other of the ends of tasks. */
const CHANNEL = 'cosell_tasks';
/** Maximum number of tasks in one message, which has at most 7,999 bytes. */
const MESSAGE_SIZE = 200;
/** Maximum number of tasks in one query. */
const BATCH_SIZE = 500;

/**
 * Notifies other servers after the commit, in batches, because PostgreSQL serializes the commits of transactions that
 * notify, each with a disk sync. If a server dies before it notifies them, the others find out by a poll each second, with
 * one query for all waiters.
 */
export const createTaskEnds = (store: Store): TaskEnds => ({
  ...createEnds({
    nameOf,
    join: (listener) => store.peers.join(CHANNEL, listener),
    messageSize: MESSAGE_SIZE,
    findEnded: (keys) => findEndedTasks(store.reads, keys),
  }),
  latest: readTogether({
    nameOf,
    read: (keys) => readTasks(store, keys),
    keyOf: (task) => task,
    batchSize: BATCH_SIZE,
  }),
});

/** Reads a single task with the prepared query. */
const readTasks = async ({ reads }: Store, keys: TaskKey[]): Promise<Tasks[]> => {
  const [only, ...others] = keys;
  if (!only || others.length > 0) return findTasks(reads, keys);
  const task = await findTask(reads, only);
  return task ? [task] : [];
};

const nameOf = ({ catalog, id }: TaskKey): string => `${catalog}/${id}`;
