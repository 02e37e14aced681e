import { loadJobKinds } from '../jobs/index.ts';
import { expireInvitationJob } from '../jobs/invitations/expire-invitation.ts';
import { runTaskJob } from '../jobs/tasks/run-task.ts';
import { enqueueUnfinished, findUnfinished } from '../jobs/unfinished.ts';
import { systemClock } from '../kit/flow/clock.ts';
import type { JobName } from '../kit/queue/jobs.ts';
import { randomIds } from '../model/identifiers.ts';
import type { StoreLocation } from '../store/index.ts';
import { type MovedTable, openSource, openTarget } from '../store/move.ts';
import { backingOf, jobsOptions } from './backing.ts';

/** What a move did. */
export interface Move {
  tables: MovedTable[];
  /** Tasks that go on at the new place. */
  tasks: number;
  /** Invitations that wait there for their end. */
  invitations: number;
}

/**
 * Copies the whole state to an empty place, and checks it there by counts and checksums. All of it is one transaction,
 * the jobs of unfinished tasks and pending invitations included: a move that ends half-way leaves nothing behind, and
 * is started again. The old place keeps its data.
 * Throws where servers use the old place, or the new one is not empty.
 */
export const move = async (from: StoreLocation, to: StoreLocation): Promise<Move> => {
  await using open = new AsyncDisposableStack();
  const source = open.adopt(await openSource(from), (opened) => opened.close());
  const { store, write } = await openTarget(to);
  open.defer(() => store.close());
  const queues = (await loadJobKinds()).keys();
  const jobs = await backingOf(to).createJobs(
    jobsOptions({ store, clock: systemClock, ids: randomIds, queues, onError: () => {} }),
  );
  // They are never started, so that nothing runs here.
  open.defer(() => jobs.stop());

  return await source.read(async (rows) => {
    const unfinished = await findUnfinished(rows);
    const tables = await store.transaction(async (tx) => {
      const moved = await write(tx, rows);
      await enqueueUnfinished(tx, jobs, unfinished);
      return moved;
    });
    const count = ({ name }: JobName<unknown>): number => unfinished.get(name)?.length ?? 0;
    return { tables, tasks: count(runTaskJob), invitations: count(expireInvitationJob) };
  });
};
