import type { AccountId } from '../../model/contract.ts';
import type { Queries } from '../tables.ts';

/** Appends events, in this order. They are seen once the transaction is durable. */
export const appendToOutbox = async (
  db: Queries,
  events: { account_id: AccountId; event: string }[],
): Promise<void> => {
  if (events.length > 0) await db.insertInto('events').values(events).execute();
};

/** Events after a sequence number, oldest first; of one account, or of all. */
export const readEvents = async (
  db: Queries,
  account: AccountId | undefined,
  after: number,
  limit: number,
): Promise<{ sequence: number; event: string }[]> =>
  db
    .selectFrom('events')
    .select(['sequence', 'event'])
    .where('sequence', '>', after)
    .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
    .orderBy('sequence')
    .limit(limit)
    .execute();
