import { enqueueUnfinished, findUnfinished } from '../jobs/unfinished.ts';
import { endLeases } from '../store/repositories/deliveries.ts';
import type { Queries } from '../store/tables.ts';
import type { Operator } from './action.ts';

/**
 * Does what changes the state as a whole: `write`, in one transaction that has all tables to itself, on any number of
 * servers. Requests and jobs wait for it; those that had begun are finished before, and what they did is part of what
 * `write` finds. Then the jobs are those of the tasks and timers that are in the state, and every server obeys the
 * clock and the faults that are in it.
 */
export const replaceState = async <T>(
  { services: { store, jobs, controls }, subscribeConfigured }: Operator,
  write: (tx: Queries) => Promise<T>,
): Promise<T> =>
  controls.change(async (tx) => {
    await store.lockTables(tx);
    const outcome = await write(tx);
    await store.countOn(tx);
    // Who delivers at this moment finds its lease lost, and writes nothing down.
    await endLeases(tx);
    await subscribeConfigured(tx);
    await jobs.clear(tx);
    await enqueueUnfinished(tx, jobs, await findUnfinished(tx));
    return outcome;
  });
