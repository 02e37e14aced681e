import { type SelectQueryBuilder, sql } from 'kysely';
import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { Events, TracedCause } from '../tables/events.ts';
import type { Queries, Tables } from '../tables.ts';

type NewEvent = Omit<Events, 'sequence'>;

/** An event with its place in the feed. */
type ReadEvent = TracedCause & { sequence: number; event: string };

/** Appends events in this order. They become visible with the commit. */
export const appendToOutbox = async (db: Queries, events: NewEvent[]): Promise<void> => {
  if (events.length > 0) await append.run(db, events);
};

const append = prepare((db, events: NewEvent[]) => db.insertInto('events').values(events));

/**
 * Returns the events after a sequence number, of one account or of all, oldest first. Reads up to the horizon only, so
 * a reader that continues after the last event misses none. Two queries. Must not run in a transaction.
 * With `limitCharacters` the last event is the one that exceeds that size, because 100 events may have 25 MB.
 */
export const readEvents = async (
  db: Queries,
  account: AccountId | undefined,
  after: number,
  limit: number,
  limitCharacters = Number.POSITIVE_INFINITY,
): Promise<ReadEvent[]> =>
  // The horizon first, then the events up to it, in separate statements: see kit/sql/schema.ts. Both on one connection,
  // because a crash of the database invalidates the horizon: it gives out uncommitted numbers again.
  db.connection().execute(async (connection) => {
    const horizon = await connection.selectFrom('event_horizon').select('sequence').executeTakeFirstOrThrow();
    const page = connection
      .selectFrom('events')
      .select(['sequence', 'event', 'trace', 'traced_for'])
      .where('sequence', '>', after)
      .where('sequence', '<=', horizon.sequence)
      .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
      .orderBy('sequence')
      .limit(limit);
    return limitCharacters === Number.POSITIVE_INFINITY
      ? page.execute()
      : upToSize(connection, page, limitCharacters).execute();
  });

/**
 * Returns the newest events before a sequence number, or the newest of all, of one account or of all, newest first. Two
 * queries. Must not run in a transaction.
 */
export const readLatestEvents = async (
  db: Queries,
  account: AccountId | undefined,
  before: number | undefined,
  limit: number,
): Promise<{ sequence: number; event: string }[]> =>
  db.connection().execute(async (connection) => {
    const horizon = await connection.selectFrom('event_horizon').select('sequence').executeTakeFirstOrThrow();
    return connection
      .selectFrom('events')
      .select(['sequence', 'event'])
      .where(
        'sequence',
        '<=',
        before === undefined ? horizon.sequence : Math.min(before - 1, horizon.sequence),
      )
      .$if(account !== undefined, (query) => query.where('account_id', '=', account ?? ''))
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
  });

type Page = SelectQueryBuilder<Tables, 'events', ReadEvent>;

/** Selects the first events of a page whose predecessors have fewer characters than a limit. */
const upToSize = (db: Queries, page: Page, limitCharacters: number) => {
  const before = sql<number>`coalesce(sum(length(event)) over (order by sequence rows between unbounded preceding and 1 preceding), 0)`;
  return db
    .selectFrom(
      db
        .selectFrom(page.as('page'))
        .select(['sequence', 'event', 'trace', 'traced_for', before.as('characters_before')])
        .as('sized'),
    )
    .select(['sequence', 'event', 'trace', 'traced_for'])
    .where('characters_before', '<', limitCharacters)
    .orderBy('sequence');
};
