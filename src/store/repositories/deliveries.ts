import type { AccountId, Timestamp } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { EventSubscriptions } from '../tables/event-subscriptions.ts';
import type { Queries } from '../tables.ts';

/** The positions of targets in the events, and the leases under which nodes move them. */

export type SubscriptionKey = Pick<EventSubscriptions, 'account_id' | 'id'>;

/** One that failed last has the moment of its next attempt, any other one the empty text. */
export type ReadySubscription = Pick<EventSubscriptions, 'account_id' | 'id' | 'next_attempt_at'>;

interface Ready {
  owner: string;
  /** By the server's clock. */
  now: Timestamp;
  /** By the machine's. */
  machineNow: Timestamp;
}

/** The most subscriptions that one look finds. */
const LOOK = 1000;

/**
 * Subscriptions that have something to do and that no other node works for: first those whose target did not fail.
 * One query, which looks at one event and one dead letter of each subscription.
 */
export const findReadySubscriptions = (db: Queries, ready: Ready): Promise<ReadySubscription[]> =>
  readySubscriptions.all(db, ready);

const readySubscriptions = prepare((db, { owner, now, machineNow }: Ready) =>
  db
    .selectFrom('event_subscriptions as subscription')
    .select(['subscription.account_id', 'subscription.id', 'subscription.next_attempt_at'])
    .where('subscription.next_attempt_at', '<=', now)
    .where((where) =>
      where.or([
        where('subscription.lease_owner', 'in', ['', owner]),
        where('subscription.lease_until', '<', machineNow),
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
    )
    .orderBy('subscription.next_attempt_at')
    .limit(LOOK),
);

/** Whether there is any subscription. */
export const hasSubscriptions = async (db: Queries): Promise<boolean> =>
  (await anySubscription.first(db, {})) !== undefined;

const anySubscription = prepare((db) => db.selectFrom('event_subscriptions').select('id').limit(1));

interface Lease extends SubscriptionKey {
  owner: string;
  machineNow: Timestamp;
  until: Timestamp;
}

/** Takes the lease of a subscription; undefined where another node has it, or the subscription is gone. */
export const takeLease = (tx: Queries, lease: Lease): Promise<EventSubscriptions | undefined> =>
  take.first(tx, lease);

const take = prepare((db, { account_id, id, owner, machineNow, until }: Lease) =>
  db
    .updateTable('event_subscriptions')
    .set({ lease_owner: owner, lease_until: until })
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .where((where) =>
      where.or([where('lease_owner', 'in', ['', owner]), where('lease_until', '<', machineNow)]),
    )
    .returningAll(),
);

export type SubscriptionChanges = Partial<Omit<EventSubscriptions, 'account_id' | 'id' | 'until'>>;

interface Change extends SubscriptionKey {
  owner: string;
  /** The position that the node that writes knows of. */
  known: number;
  changes: SubscriptionChanges;
}

/**
 * Writes how far a subscription has got, if the lease is still the node's and nobody else moved the position.
 * Answers the row as it is then; undefined where the lease is lost: then nothing was written.
 */
export const writeProgress = (tx: Queries, change: Change): Promise<EventSubscriptions | undefined> =>
  write.first(tx, change);

const write = prepare((db, { account_id, id, owner, known, changes }: Change) =>
  db
    .updateTable('event_subscriptions')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .where('position', '=', known)
    .returningAll(),
);

/** Ends all leases. Only for a process that has the store for itself, as it starts. */
export const endLeases = async (tx: Queries): Promise<void> => {
  await tx
    .updateTable('event_subscriptions')
    .set({ lease_owner: '', lease_until: '' })
    .where('lease_owner', '!=', '')
    .execute();
};

/** The subscriptions of webhooks: those of no account. */
export const findWebhookSubscriptionIds = async (db: Queries): Promise<string[]> => {
  const rows = await db.selectFrom('event_subscriptions').select('id').where('account_id', '=', '').execute();
  return rows.map(({ id }) => id);
};

/** Subscriptions in the order of their keys, of one account or of all. One query. */
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

/** Beyond this many events nobody counts on. */
export const MOST_COUNTED = 10_000;

/** How many events a subscription has not dealt with yet, `MOST_COUNTED` for more. One query. */
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
