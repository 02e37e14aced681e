import { type ExpressionBuilder, sql } from 'kysely';
import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { Queries, Tables } from '../tables.ts';
import type { SubscriptionKey } from './deliveries.ts';

/** The subscription by which a target of a rule gets its events. */
export const ruleSubscriptionId = (ruleName: string, targetId: string): string =>
  `rule/${ruleName}/${targetId}`;

/**
 * The sequence after which the events of what happens from now on are: 0 where there is none yet. Events of
 * transactions that are still under way count as still to come. Costs two queries.
 */
export const sequenceFromNow = async (tx: Queries): Promise<number> => {
  // First the horizon, then the newest event, each in a statement of its own: see kit/sql/schema.ts. The horizon
  // of a table without events may be above what its first event is given.
  const horizon = await tx.selectFrom('event_horizon').select('sequence').executeTakeFirstOrThrow();
  return Math.min(Number(horizon.sequence), await newestSequence(tx));
};

/** The sequence of the newest event that can be seen; 0 where there is none. Costs one query. */
export const newestSequence = async (tx: Queries): Promise<number> => {
  const newest = await newestEvent.first(tx, {});
  return Number(newest?.sequence ?? 0);
};

const newestEvent = prepare((db) =>
  db.selectFrom('events').select('sequence').orderBy('sequence', 'desc').limit(1),
);

/**
 * Subscribes to the events after `position`. One that is there keeps its position; what its target did not take is tried
 * again at once.
 */
export const putSubscription = async (
  tx: Queries,
  { account_id, id }: SubscriptionKey,
  position: number,
  until: number | null = null,
): Promise<void> => {
  await tx
    .insertInto('event_subscriptions')
    .values({
      account_id,
      id,
      position,
      until,
      attempts: 0,
      first_attempt_at: '',
      next_attempt_at: '',
      last_error: '',
      passed_over: 0,
      lease_owner: '',
      lease_until: '',
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doUpdateSet({ next_attempt_at: '' }))
    .execute();
};

/** Ends subscriptions at once. Their dead letters stay. */
export const deleteSubscriptions = async (
  tx: Queries,
  { account_id, ids }: { account_id: AccountId; ids: string[] },
): Promise<void> => {
  await tx
    .deleteFrom('event_subscriptions')
    .where('account_id', '=', account_id)
    .where('id', 'in', ids)
    .execute();
};

/** Lets the subscriptions get the events up to `until`, and no later ones. Those that have an end keep it. */
export const endSubscriptions = async (
  tx: Queries,
  { account_id, ids }: { account_id: AccountId; ids: string[] },
  until: number,
): Promise<void> => {
  await tx
    .updateTable('event_subscriptions')
    .set({ until })
    .where('account_id', '=', account_id)
    .where('id', 'in', ids)
    .where('until', 'is', null)
    .execute();
};

/**
 * Lets subscriptions that were ended get events again: those after `position`. One that still has to get events from
 * before its end goes on where it is, and so gets those of the time in between as well: there is one position only. What
 * failed before counts no more.
 */
export const resumeSubscriptions = async (
  tx: Queries,
  { account_id, ids }: { account_id: AccountId; ids: string[] },
  position: number,
): Promise<void> => {
  await tx
    .updateTable('event_subscriptions')
    .set((update) => ({
      position: update
        .case()
        .when(update.exists(outstanding(update)))
        .then(update.ref('position'))
        .when('position', '<', position)
        .then(position)
        .else(update.ref('position'))
        .end(),
      until: null,
      attempts: 0,
      first_attempt_at: '',
      next_attempt_at: '',
    }))
    .where('account_id', '=', account_id)
    .where('id', 'in', ids)
    .where('until', 'is not', null)
    .execute();
};

/** Events of the account that stand before the end of its subscription, and after its position. */
const outstanding = ({ selectFrom }: ExpressionBuilder<Tables, 'event_subscriptions'>) =>
  selectFrom('events')
    .select(sql.lit(1).as('one'))
    .whereRef('events.account_id', '=', 'event_subscriptions.account_id')
    .whereRef('events.sequence', '>', 'event_subscriptions.position')
    .whereRef('events.sequence', '<=', 'event_subscriptions.until');
