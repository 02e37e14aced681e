import type { Slots } from '../../kit/flow/rolling-count.ts';
import { DAY_WINDOW } from '../../rules/access/quotas.ts';
import type { Store } from '../../store/index.ts';
import { countUsage, deleteUsages, findUsages } from '../../store/repositories/quota-usage.ts';
import type { Counters } from './counters.ts';

/** The counters of servers that share a PostgreSQL database. Costs a statement per request, on a row of the account. */
export const createSharedCounters = ({ reads }: Store): Counters => ({
  count: (key, { bucket, perDay }, nowMs) =>
    // PostgreSQL runs any statement on this connection; a transaction would take two more.
    countUsage(reads, {
      account_id: key.account,
      class: key.class,
      bucket,
      day: perDay === undefined ? undefined : { limit: perDay, nowMs, ...DAY_WINDOW },
    }),
  read: async (account) => {
    const usages = await findUsages(reads, account);
    return new Map(usages.map(({ class: of, slots }) => [of, JSON.parse(slots) as Slots]));
  },
  forget: deleteUsages,
  close: async () => {},
});
