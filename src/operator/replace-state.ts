import { enqueueUnfinished, findUnfinished } from '../jobs/unfinished.ts';
import { endLeases } from '../store/repositories/deliveries.ts';
import type { Queries } from '../store/tables.ts';
import type { Operator } from './action.ts';

/**
 * Replaces the state as a whole: runs `write` in one transaction that has locked all tables, for any number of servers.
 * Earlier requests and jobs complete first, and `write` sees their effects; later ones wait. Afterwards the queue holds
 * the jobs of the new state, and every server has applied its clock and injections.
 */
export const replaceState = async <T>(
  { services: { store, jobs, controls }, subscribeConfigured }: Operator,
  write: (tx: Queries) => Promise<T>,
): Promise<T> =>
  store.withLargeTransactions(() =>
    controls.change(async (tx) => {
      await store.lockTables(tx);
      const outcome = await write(tx);
      await store.countOn(tx);
      // A concurrent delivery finds its lease lost and writes nothing.
      await endLeases(tx);
      await subscribeConfigured(tx);
      await jobs.clear(tx);
      await enqueueUnfinished(tx, jobs, await findUnfinished(tx));
      return outcome;
    }),
  );
