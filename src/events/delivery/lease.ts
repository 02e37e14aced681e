import { nowMs, performance } from '../../kit/flow/real-time.ts';
import type { Store } from '../../store/index.ts';
import {
  LEASE_SECONDS,
  type SubscriptionChanges,
  type SubscriptionKey,
  takeLease,
  writeProgress,
} from '../../store/repositories/deliveries.ts';
import type { EventSubscriptions } from '../../store/tables/event-subscriptions.ts';
import type { Queries } from '../../store/tables.ts';

/** Milliseconds that a lease lasts: after a node dies, its targets wait for so long. */
const LEASE_MS = LEASE_SECONDS * 1_000;
/**
 * The longest duration of an attempt, in milliseconds: authorization and two calls, the second after a refused token.
 */
export const LONGEST_ATTEMPT_MS = 10_000;
/**
 * Milliseconds that must be left of a lease before an attempt begins, so that the attempt ends before the lease does.
 */
const LEAST_LEFT_MS = LONGEST_ATTEMPT_MS + 1_500;

const NO_ATTEMPTS = { attempts: 0, first_attempt_at: '', next_attempt_at: '' };

/** Another node took over the subscription, or it was changed or deleted. */
export class LeaseLost extends Error {
  constructor() {
    super('The lease of the subscription is lost.');
    this.name = 'LeaseLost';
  }
}

/** The exclusive right to deliver for a subscription, and its progress. */
export interface Lease {
  /** The row as last read or written. */
  readonly row: EventSubscriptions;
  /** The sequence of the last event that is dealt with; stored by the next write. */
  done: number;
  /**
   * Extends the lease if too little is left of it for an attempt. Throws `LeaseLost`. Usually free, otherwise one
   * transaction.
   */
  keep(): Promise<void>;
  /** Stores the progress and `changes`, and runs `also` in the same transaction. Throws `LeaseLost`. */
  write(changes?: SubscriptionChanges, also?: (tx: Queries) => Promise<void>): Promise<void>;
  /** Stores the progress and releases the lease. Throws `LeaseLost`. */
  release(changes?: SubscriptionChanges): Promise<void>;
}

/** Who delivers. */
export interface Deliverer {
  /** The name of this node in leases. */
  owner: string;
  /** Whether no other process uses the store; else leases go by the database's clock. */
  isAlone: boolean;
}

/** Takes the lease of a subscription. Returns undefined if it is not available. One transaction. */
export const acquireLease = async (
  store: Store,
  { account_id, id }: SubscriptionKey,
  { owner, isAlone }: Deliverer,
): Promise<Lease | undefined> => {
  /** Since when the lease lasts at least, by the time that passes: no step of a clock makes it seem longer. */
  let extendedAt = performance.now();
  const taken = await store.transaction((tx) =>
    takeLease(tx, {
      ...{ account_id, id, owner },
      ...(isAlone && { machineNow: moment(0), until: moment(LEASE_MS) }),
    }),
  );
  if (!taken) return undefined;
  let row = readRow(taken);

  const write: Lease['write'] = async (changes = {}, also) => {
    const began = performance.now();
    const all = {
      position: lease.done,
      ...(isAlone && { lease_until: moment(LEASE_MS) }),
      // The attempts belong to the event after the position, so a new position resets them.
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
    extendedAt = began;
  };
  const lease: Lease = {
    get row() {
      return row;
    },
    done: row.position,
    write,
    keep: async () => {
      if (performance.now() - extendedAt > LEASE_MS - LEAST_LEFT_MS) await write();
    },
    release: (changes) => write({ ...changes, lease_owner: '', lease_until: '' }),
  };
  return lease;
};

const moment = (milliseconds: number): string => new Date(nowMs() + milliseconds).toISOString();

const readRow = (row: EventSubscriptions): EventSubscriptions => ({
  ...row,
  position: Number(row.position),
  until: row.until === null ? null : Number(row.until),
});

/** Releases the lease and returns false, which ends the run. */
export const giveBack = async (lease: Lease, changes: SubscriptionChanges = {}): Promise<false> => {
  await lease.release(changes);
  return false;
};
