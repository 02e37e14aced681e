import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { Queries } from '../tables.ts';

/** Appends events, in this order. They are seen once the transaction is durable. */
export const appendToOutbox = async (
  db: Queries,
  events: { account_id: AccountId; event: string }[],
): Promise<void> => {
  if (events.length > 0) await append.run(db, events);
};

const append = prepare((db, events: { account_id: AccountId; event: string }[]) =>
  db.insertInto('events').values(events),
);

/**
 * Events after a sequence number, oldest first; of one account, or of all. Whoever reads on after the last of them
 * misses none: it answers only what no event still to come can stand before. Costs two queries. Not for a transaction.
 */
export const readEvents = async (
  db: Queries,
  account: AccountId | undefined,
  after: number,
  limit: number,
): Promise<{ sequence: number; event: string }[]> =>
  // First the horizon, then, in a statement of its own, the events up to it: see kit/sql/schema.ts. Both on one
  // connection, as a horizon does not outlive a crash of the database: numbers that nobody kept are given out again.
  db.connection().execute(async (connection) => {
    const horizon = await connection.selectFrom('event_horizon').select('sequence').executeTakeFirstOrThrow();
    return connection
      .selectFrom('events')
      .select(['sequence', 'event'])
      .where('sequence', '>', after)
      .where('sequence', '<=', horizon.sequence)
      .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
      .orderBy('sequence')
      .limit(limit)
      .execute();
  });
