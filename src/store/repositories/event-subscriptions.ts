import { type ExpressionBuilder, sql } from 'kysely';
import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { Queries, Tables } from '../tables.ts';
import type { SubscriptionKey } from './deliveries.ts';

/** The id of the subscription of a rule's target. */
export const ruleSubscriptionId = (ruleName: string, targetId: string): string =>
  `rule/${ruleName}/${targetId}`;

/**
 * Returns the sequence after which all later events come, those of uncommitted transactions included; 0 if there is no
 * event. Two queries.
 */
export const sequenceFromNow = async (tx: Queries): Promise<number> => {
  // The horizon first, then the newest event, in separate statements: see kit/sql/schema.ts. If the table has no
  // events, the horizon may be above the number of its first event.
  const horizon = await tx.selectFrom('event_horizon').select('sequence').executeTakeFirstOrThrow();
  return Math.min(Number(horizon.sequence), await newestSequence(tx));
};

/** Returns the sequence of the newest visible event; 0 if there is none. One query. */
export const newestSequence = async (tx: Queries): Promise<number> => {
  const newest = await newestEvent.first(tx, {});
  return Number(newest?.sequence ?? 0);
};

const newestEvent = prepare((db) =>
  db.selectFrom('events').select('sequence').orderBy('sequence', 'desc').limit(1),
);

/**
 * Subscribes to the events after `position`. An existing subscription keeps its position, but retries a failed event at
 * once.
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

/** Ends the back-off of a subscription. Returns false if there is none. */
export const hastenSubscription = async (
  tx: Queries,
  { account_id, id }: SubscriptionKey,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('event_subscriptions')
    .set({ next_attempt_at: '' })
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Deletes subscriptions. Their dead letters stay. */
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

/** Limits subscriptions to the events up to `until`. Those that have an end keep it. */
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
 * Resumes ended subscriptions with the events after `position`, and resets their failed attempts. A subscription that
 * still has events from before its end continues at its own position, so it also gets the events in between: it has
 * only one position.
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

/** Selects the account's events after the position of its subscription and up to its end. */
const outstanding = ({ selectFrom }: ExpressionBuilder<Tables, 'event_subscriptions'>) =>
  selectFrom('events')
    .select(sql.lit(1).as('one'))
    .whereRef('events.account_id', '=', 'event_subscriptions.account_id')
    .whereRef('events.sequence', '>', 'event_subscriptions.position')
    .whereRef('events.sequence', '<=', 'event_subscriptions.until');
