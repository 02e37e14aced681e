import type { AccountId, Timestamp } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { DeadLetters } from '../tables/dead-letters.ts';
import type { Queries } from '../tables.ts';
import type { SubscriptionKey } from './deliveries.ts';

/** Counts the dead letters, at most `most`. */
export const countDeadLetters = async (db: Queries, most: number): Promise<number> => {
  const some = db.selectFrom('dead_letters').select('id').where('state', '=', 'dead').limit(most);
  const row = await db
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};

/** Makes the id of an event's dead letter. Ids sort like the events' sequence numbers. */
export const deadLetterId = (sequence: number, unique: string): string =>
  `${String(sequence).padStart(15, '0')}-${unique}`;

/** Returns the sequence of a dead letter's event. */
export const sequenceOf = ({ id }: Pick<DeadLetters, 'id'>): number => Number.parseInt(id, 10);

export const insertDeadLetter = async (tx: Queries, letter: DeadLetters): Promise<void> => {
  await insert.run(tx, letter);
};

const insert = prepare((db, letter: DeadLetters) => db.insertInto('dead_letters').values(letter));

/** Returns the letters that wait for a retry, in the order of their events. */
export const findRedriven = (
  db: Queries,
  { account_id, id }: SubscriptionKey,
  limit: number,
): Promise<DeadLetters[]> => redriven.all(db, { account_id, id, limit });

const redriven = prepare((db, { account_id, id, limit }: SubscriptionKey & { limit: number }) =>
  db
    .selectFrom('dead_letters')
    .selectAll()
    .where('state', '=', 'redriven')
    .where('account_id', '=', account_id)
    .where('subscription_id', '=', id)
    .orderBy('id')
    .limit(limit),
);

/** Inserts events that wait for a delivery to a target, as if they had been dead letters. One statement. */
export const insertRedriven = async (
  tx: Queries,
  letters: readonly Omit<DeadLetters, 'attempts' | 'last_error' | 'state'>[],
): Promise<void> => {
  if (letters.length === 0) return;
  const rows = letters.map((letter) => ({
    ...letter,
    attempts: 0,
    last_error: '',
    state: 'redriven' as const,
  }));
  await tx.insertInto('dead_letters').values(rows).execute();
};

export const findDeadLetter = (db: Queries, id: string): Promise<DeadLetters | undefined> =>
  db.selectFrom('dead_letters').selectAll().where('id', '=', id).executeTakeFirst();

export const deleteDeadLetter = async (tx: Queries, id: string): Promise<void> => {
  await remove.run(tx, { id });
};

const remove = prepare((db, { id }: { id: string }) => db.deleteFrom('dead_letters').where('id', '=', id));

type LetterChanges = Partial<Pick<DeadLetters, 'attempts' | 'last_error' | 'state' | 'created_at'>>;

export const updateDeadLetter = async (tx: Queries, id: string, changes: LetterChanges): Promise<void> => {
  await update.run(tx, { id, changes });
};

const update = prepare((db, { id, changes }: { id: string; changes: LetterChanges }) =>
  db.updateTable('dead_letters').set(changes).where('id', '=', id),
);

export interface DeadLetterFilter {
  account?: AccountId | undefined;
  subscription?: string | undefined;
}

/** Returns dead letters after an id, in the order of their events. One query by index. */
export const findDeadLetters = (
  db: Queries,
  filter: DeadLetterFilter,
  after: string,
  limit: number,
): Promise<DeadLetters[]> =>
  matching(db, filter).selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();

const matching = (db: Queries, { account, subscription }: DeadLetterFilter) =>
  db
    .selectFrom('dead_letters')
    .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
    .$if(subscription !== undefined, (query) => query.where('subscription_id', '=', subscription ?? ''));

/** Which dead letters to mark: those with the ids, or those that match the filter, the first `limit` after an id. */
export type Redriven = { ids: readonly string[] } | (DeadLetterFilter & { after: string; limit: number });

/**
 * Marks dead letters for a retry if their target still exists. Resets their attempts. Returns their number, and the last id that was
 * looked at. Three statements.
 */
export const redriveDeadLetters = async (
  tx: Queries,
  which: Redriven,
  now: Timestamp,
): Promise<{ redriven: number; last: string | undefined }> => {
  const ids = 'ids' in which ? which.ids : await findIds(tx, which);
  const { numUpdatedRows } = await tx
    .updateTable('dead_letters')
    .set({ state: 'redriven', attempts: 0, created_at: now })
    .where('state', '=', 'dead')
    .where('id', 'in', ids)
    .where((where) =>
      where.exists(
        where
          .selectFrom('event_subscriptions as subscription')
          .select('subscription.id')
          .whereRef('subscription.account_id', '=', 'dead_letters.account_id')
          .whereRef('subscription.id', '=', 'dead_letters.subscription_id'),
      ),
    )
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await hasten(tx);
  return { redriven: Number(numUpdatedRows), last: ids.at(-1) };
};

const findIds = async (
  tx: Queries,
  { after, limit, ...filter }: DeadLetterFilter & { after: string; limit: number },
): Promise<string[]> => {
  const rows = await matching(tx, filter)
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** Ends the back-off of targets that have letters to retry. */
const hasten = async (tx: Queries): Promise<void> => {
  await tx
    .updateTable('event_subscriptions')
    .set({ next_attempt_at: '' })
    .where('next_attempt_at', '!=', '')
    .where((where) =>
      where.exists(
        where
          .selectFrom('dead_letters as letter')
          .select('letter.id')
          .where('letter.state', '=', 'redriven')
          .whereRef('letter.account_id', '=', 'event_subscriptions.account_id')
          .whereRef('letter.subscription_id', '=', 'event_subscriptions.id'),
      ),
    )
    .execute();
};
