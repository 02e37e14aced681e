import type { Jobs } from '../kit/queue/jobs.ts';
import type { Queries } from '../store/tables.ts';
import { loadJobKinds } from './index.ts';
import type { UnfinishedJob } from './job-kind.ts';

/** The jobs that the state asks for, by the names of their kinds. */
export type Unfinished = ReadonlyMap<string, readonly UnfinishedJob<unknown>[]>;

/** Finds the jobs that the state asks for. Scans the table of each kind of job. */
export const findUnfinished = async (db: Queries): Promise<Unfinished> => {
  const unfinished = new Map<string, UnfinishedJob<unknown>[]>();
  for (const kind of (await loadJobKinds()).values())
    unfinished.set(kind.name, await kind.findUnfinished(db));
  return unfinished;
};

/** Enqueues the jobs that the state asks for, if the queue that had them is not the one that is to run them. */
export const enqueueUnfinished = async (
  tx: Queries,
  queue: Pick<Jobs<Queries>, 'enqueue'>,
  unfinished: Unfinished,
): Promise<void> => {
  for (const [name, jobs] of unfinished) {
    for (const { payload, runAt } of jobs) await queue.enqueue(tx, { name }, payload, runAt);
  }
};
