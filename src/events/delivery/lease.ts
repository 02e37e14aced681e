import type { Store } from '../../store/index.ts';
import {
  type SubscriptionChanges,
  type SubscriptionKey,
  takeLease,
  writeProgress,
} from '../../store/repositories/deliveries.ts';
import type { EventSubscriptions } from '../../store/tables/event-subscriptions.ts';
import type { Queries } from '../../store/tables.ts';

/**
 * How long a lease lasts, in milliseconds. A node that dies leaves its targets without anybody for so long. Leases go
 * by the machines' time: those of the nodes have to agree within a few seconds.
 */
const LEASE = 15_000;
/** The longest that one attempt may take: authorization, and two calls where the first one's token is refused. */
export const LONGEST_ATTEMPT = 10_000;
/** What has to be left of a lease before an attempt begins, so that it ends while the lease still holds. */
const LEAST_LEFT = LONGEST_ATTEMPT + 1_500;

const NO_ATTEMPTS = { attempts: 0, first_attempt_at: '', next_attempt_at: '' };

/** Another node has the subscription, or it was changed or deleted meanwhile. */
export class LeaseLost extends Error {
  constructor() {
    super('The lease of the subscription is lost.');
    this.name = 'LeaseLost';
  }
}

/** The right to deliver for a subscription, and how far that has got. */
export interface Lease {
  /** As it was last read or written. */
  readonly row: EventSubscriptions;
  /** The sequence of the last event that is dealt with; written down with the next write. */
  done: number;
  /** Makes sure that the lease lasts for another attempt. Throws `LeaseLost`. Mostly free, else one transaction. */
  keep(): Promise<void>;
  /** Writes down what is done, and `changes`, and what `also` does in the same transaction. Throws `LeaseLost`. */
  write(changes?: SubscriptionChanges, also?: (tx: Queries) => Promise<void>): Promise<void>;
  /** Writes down what is done, and gives the lease back. */
  release(changes?: SubscriptionChanges): Promise<void>;
}

/** Takes the lease of a subscription; undefined where it is not to be had. One transaction. */
export const acquireLease = async (
  store: Store,
  { account_id, id }: SubscriptionKey,
  owner: string,
): Promise<Lease | undefined> => {
  const taken = await store.transaction((tx) =>
    takeLease(tx, { account_id, id, owner, machineNow: moment(0), until: moment(LEASE) }),
  );
  if (!taken) return undefined;
  let row = readRow(taken);

  const write: Lease['write'] = async (changes = {}, also) => {
    const all = {
      position: lease.done,
      lease_until: moment(LEASE),
      // Attempts are those of the event behind the position: behind another one they are none.
      ...(lease.done > row.position && NO_ATTEMPTS),
      ...changes,
    };
    const written = await store.transaction(async (tx) => {
      const after = await writeProgress(tx, { account_id, id, owner, known: row.position, changes: all });
      if (!after) throw new LeaseLost();
      await also?.(tx);
      return after;
    });
    row = readRow(written);
  };
  const lease: Lease = {
    get row() {
      return row;
    },
    done: row.position,
    write,
    keep: async () => {
      if (row.lease_until < moment(LEAST_LEFT)) await write();
    },
    release: (changes) => write({ ...changes, lease_owner: '', lease_until: '' }),
  };
  return lease;
};

const moment = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

const readRow = (row: EventSubscriptions): EventSubscriptions => ({
  ...row,
  position: Number(row.position),
  until: row.until === null ? null : Number(row.until),
});

/** Ends a run for a subscription: there is nothing to go on with. */
export const giveBack = async (lease: Lease, changes: SubscriptionChanges = {}): Promise<false> => {
  await lease.release(changes);
  return false;
};
