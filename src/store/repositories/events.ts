import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { Queries } from '../tables.ts';

/** Appends events in this order. They become visible with the commit. */
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
 * Returns the events after a sequence number, of one account or of all, oldest first. Reads up to the horizon only, so
 * a reader that continues after the last event misses none. Two queries. Must not run in a transaction.
 */
export const readEvents = async (
  db: Queries,
  account: AccountId | undefined,
  after: number,
  limit: number,
): Promise<{ sequence: number; event: string }[]> =>
  // The horizon first, then the events up to it, in separate statements: see kit/sql/schema.ts. Both on one connection,
  // because a crash of the database invalidates the horizon: it gives out uncommitted numbers again.
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
