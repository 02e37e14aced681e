import { moveSecretsKeys, type NeededKeys } from '../access/secrets-key-file.ts';
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

export interface Move {
  tables: MovedTable[];
  /** Number of unfinished tasks, which continue in the new store. */
  tasks: number;
  /** Number of pending invitations, which expire in the new store. */
  invitations: number;
  secretsKeys: NeededKeys;
}

/**
 * Copies the whole state to an empty store and verifies it by counts and checksums. Everything, including the jobs of
 * unfinished tasks and pending invitations, is one transaction, so a failed move leaves nothing behind and can be repeated.
 * The old store keeps its data. Secrets stay encrypted: a new folder gets the keys that the old one has.
 * Throws if servers use the old store, or if the new one is not empty, unless `replaces` is set: then its data is deleted.
 */
export const move = async (
  from: StoreLocation,
  to: StoreLocation,
  { replaces = false }: { replaces?: boolean } = {},
): Promise<Move> => {
  const source = await openSource(from);
  await using _source = { [Symbol.asyncDispose]: () => source.close() };
  const { store, write } = await openTarget(to, { replaces });
  await using _store = { [Symbol.asyncDispose]: () => store.close() };
  const kinds = await loadJobKinds();
  const jobs = await backingOf(to).createJobs(
    jobsOptions({ store, clock: systemClock, ids: randomIds, kinds, onError: () => {} }),
  );
  // The queue is never started, so no job runs here.
  await using _jobs = { [Symbol.asyncDispose]: () => jobs.stop() };

  return await source.read(async (rows) => {
    const unfinished = await findUnfinished(rows);
    const { tables, secretsKeys } = await store.transaction(async (tx) => {
      const moved = await write(tx, rows);
      if (replaces) await jobs.clear(tx);
      await enqueueUnfinished(tx, jobs, unfinished);
      return { tables: moved, secretsKeys: await moveSecretsKeys(rows, from, to) };
    });
    const count = ({ name }: JobName<unknown>): number => unfinished.get(name)?.length ?? 0;
    return { tables, tasks: count(runTaskJob), invitations: count(expireInvitationJob), secretsKeys };
  });
};
