import type { AccountId, Timestamp } from '../../model/contract.ts';
import { databaseTime } from '../database-time.ts';
import { prepare } from '../prepare.ts';
import type { EventSubscriptions } from '../tables/event-subscriptions.ts';
import type { Queries } from '../tables.ts';

/** The positions of targets in the events, and the leases under which nodes move them. */

export type SubscriptionKey = Pick<EventSubscriptions, 'account_id' | 'id'>;

/** `next_attempt_at` is the empty text unless the last attempt failed. */
export type ReadySubscription = Pick<EventSubscriptions, 'account_id' | 'id' | 'next_attempt_at'>;

/** How long a lease lasts from each write. */
export const LEASE_SECONDS = 15;

/**
 * Leases go by the database's clock if nodes share it: their own clocks may be minutes apart, and one that is ahead would take
 * what another one holds. A process that has its store to itself says what time it is.
 */
interface LeaseTime {
  /** Absent: the database's. */
  machineNow?: Timestamp | undefined;
}

interface Ready extends LeaseTime {
  owner: string;
  /** By the server's clock. */
  now: Timestamp;
}

/** The most subscriptions that one query returns. */
const READY_LIMIT = 1000;

/**
 * Returns the subscriptions that have work and are not leased by another node: of each account those without a failed
 * attempt first, and as many of each account if there are more than the limit. One query, which probes one event and one
 * dead letter per subscription, and sorts those that have work.
 */
export const findReadySubscriptions = (db: Queries, ready: Ready): Promise<ReadySubscription[]> =>
  readySubscriptions.all(db, ready);

const readySubscriptions = prepare((db, ready: Ready) =>
  db
    .selectFrom(selectReady(db, ready).as('ready'))
    .select(['ready.account_id', 'ready.id', 'ready.next_attempt_at'])
    .orderBy('ready.place')
    .orderBy('ready.next_attempt_at')
    .limit(READY_LIMIT),
);

/** Selects the ready subscriptions, each with its place among those of its account. */
const selectReady = (db: Queries, { owner, now, machineNow }: Ready) =>
  db
    .selectFrom('event_subscriptions as subscription')
    .select(['subscription.account_id', 'subscription.id', 'subscription.next_attempt_at'])
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy('subscription.account_id').orderBy('subscription.next_attempt_at'))
        .as('place'),
    )
    .where('subscription.next_attempt_at', '<=', now)
    .where((where) =>
      where.or([
        where('subscription.lease_owner', 'in', ['', owner]),
        where('subscription.lease_until', '<', machineNow ?? databaseTime(0)),
      ]),
    )
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('events')
            .select('events.sequence')
            .whereRef('events.account_id', '=', 'subscription.account_id')
            .whereRef('events.sequence', '>', 'subscription.position')
            .where((event) =>
              event.or([
                event('subscription.until', 'is', null),
                event('events.sequence', '<=', event.ref('subscription.until')),
              ]),
            ),
        ),
        where.and([
          where('subscription.account_id', '=', ''),
          where.exists(
            where
              .selectFrom('events')
              .select('events.sequence')
              .whereRef('events.sequence', '>', 'subscription.position'),
          ),
        ]),
        where.exists(
          where
            .selectFrom('dead_letters')
            .select('dead_letters.id')
            .whereRef('dead_letters.account_id', '=', 'subscription.account_id')
            .whereRef('dead_letters.subscription_id', '=', 'subscription.id')
            .where('dead_letters.state', '=', 'redriven'),
        ),
      ]),
    );

/** Whether there is any subscription. */
export const hasSubscriptions = async (db: Queries): Promise<boolean> =>
  (await anySubscription.first(db, {})) !== undefined;

const anySubscription = prepare((db) => db.selectFrom('event_subscriptions').select('id').limit(1));

interface Lease extends SubscriptionKey, LeaseTime {
  owner: string;
  /** Absent: `LEASE_SECONDS` from the database's now. */
  until?: Timestamp | undefined;
}

/** Takes the lease of a subscription. Returns undefined if another node holds it, or if the subscription is gone. */
export const takeLease = (tx: Queries, lease: Lease): Promise<EventSubscriptions | undefined> =>
  take.first(tx, lease);

const take = prepare((db, { account_id, id, owner, machineNow, until }: Lease) =>
  db
    .updateTable('event_subscriptions')
    .set({ lease_owner: owner, lease_until: until ?? databaseTime(LEASE_SECONDS) })
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .where((where) =>
      where.or([
        where('lease_owner', 'in', ['', owner]),
        where('lease_until', '<', machineNow ?? databaseTime(0)),
      ]),
    )
    .returningAll(),
);

export type SubscriptionChanges = Partial<Omit<EventSubscriptions, 'account_id' | 'id' | 'until'>>;

interface Change extends SubscriptionKey {
  owner: string;
  /** The position that the writing node has read. */
  known: number;
  /** Without `lease_until` the lease is extended by the database's clock. */
  changes: SubscriptionChanges;
}

/**
 * Writes the progress of a subscription if the node still holds the lease and the position is unchanged.
 * Returns the new row, or undefined without writing if the lease is lost.
 */
export const writeProgress = (tx: Queries, change: Change): Promise<EventSubscriptions | undefined> =>
  write.first(tx, change);

const write = prepare((db, { account_id, id, owner, known, changes }: Change) =>
  db
    .updateTable('event_subscriptions')
    .set({ ...changes, lease_until: changes.lease_until ?? databaseTime(LEASE_SECONDS) })
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .where('position', '=', known)
    .returningAll(),
);

/** Ends all leases. Call it only at the start of a process that has the store to itself. */
export const endLeases = async (tx: Queries): Promise<void> => {
  await tx
    .updateTable('event_subscriptions')
    .set({ lease_owner: '', lease_until: '' })
    .where('lease_owner', '!=', '')
    .execute();
};

/** Makes retries due whose event failed first at a time that has not come: the clock was set back since. */
export const makeRetriesDue = async (tx: Queries, now: Timestamp): Promise<void> => {
  await tx
    .updateTable('event_subscriptions')
    .set({ first_attempt_at: now, next_attempt_at: now })
    .where('first_attempt_at', '>', now)
    .execute();
};

/** Returns the ids of webhook subscriptions, which belong to no account. */
export const findWebhookSubscriptionIds = async (db: Queries): Promise<string[]> => {
  const rows = await db.selectFrom('event_subscriptions').select('id').where('account_id', '=', '').execute();
  return rows.map(({ id }) => id);
};

/** Returns the subscriptions of one account, or of all, in key order. One query. */
export const querySubscriptions = (
  db: Queries,
  account: AccountId | undefined,
  after: SubscriptionKey | undefined,
  limit: number,
): Promise<EventSubscriptions[]> =>
  db
    .selectFrom('event_subscriptions')
    .selectAll()
    .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where('account_id', '>', after?.account_id ?? ''),
          where.and([where('account_id', '=', after?.account_id ?? ''), where('id', '>', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('account_id')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Counting stops beyond this many events. */
export const MOST_COUNTED = 10_000;

/** Counts the events after a subscription's position, up to `MOST_COUNTED`. One query. */
export const countAfter = async (
  db: Queries,
  { account_id, position, until }: EventSubscriptions,
): Promise<number> => {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('events')
        .select('sequence')
        .where('sequence', '>', Number(position))
        .$if(account_id !== '', (query) => query.where('account_id', '=', account_id))
        .$if(until !== null, (query) => query.where('sequence', '<=', Number(until)))
        .limit(MOST_COUNTED)
        .as('waiting'),
    )
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};
