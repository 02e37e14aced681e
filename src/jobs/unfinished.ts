import type { Jobs } from '../kit/queue/jobs.ts';
import type { Queries } from '../store/tables.ts';
import { loadJobKinds } from './index.ts';
import type { UnfinishedJob } from './job-kind.ts';

/** The jobs that have to exist because of the state, by kind. */
export type Unfinished = ReadonlyMap<string, readonly UnfinishedJob<unknown>[]>;

/** Returns the jobs that have to exist because of the state. Scans the table of each kind of job. */
export const findUnfinished = async (db: Queries): Promise<Unfinished> => {
  const unfinished = new Map<string, UnfinishedJob<unknown>[]>();
  for (const kind of (await loadJobKinds()).values())
    unfinished.set(kind.name, await kind.findUnfinished(db));
  return unfinished;
};

/** Enqueues these jobs after the state was imported or moved, because the old queue does not come with it. */
export const enqueueUnfinished = async (
  tx: Queries,
  queue: Pick<Jobs<Queries>, 'enqueue'>,
  unfinished: Unfinished,
): Promise<void> => {
  for (const [name, jobs] of unfinished) {
    for (const { payload, runAt } of jobs) await queue.enqueue(tx, { name }, payload, runAt);
  }
};
