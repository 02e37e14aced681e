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
 * With `limitBytes` the last event is the one that exceeds that size, because 100 events may have 25 MB: their sizes are read
 * first, which are there without their texts.
 */
export const readEvents = async (
  db: Queries,
  account: AccountId | undefined,
  after: number,
  limit: number,
  limitBytes = Number.POSITIVE_INFINITY,
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
    return limitBytes === Number.POSITIVE_INFINITY
      ? page.execute()
      : upToSize(connection, page, limitBytes).execute();
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

/** Whether there may be further events after a page that was read with these limits. */
export const isFullPage = (page: readonly { event: string }[], limit: number, limitBytes: number): boolean =>
  page.length >= limit || page.reduce((sum, { event }) => sum + Buffer.byteLength(event), 0) >= limitBytes;

/** Selects the first events of a page whose predecessors have fewer bytes than a limit. */
const upToSize = (db: Queries, page: Page, limitBytes: number): Page => {
  const before = sql<number>`coalesce(sum(bytes) over (order by sequence rows between unbounded preceding and 1 preceding), 0)`;
  const sized = db
    .selectFrom(
      page
        .clearSelect()
        .select(['sequence', sql<number>`octet_length(event)`.as('bytes')])
        .as('sized'),
    )
    .select(['sequence', before.as('bytes_before')]);
  const last = db
    .selectFrom(sized.as('fitting'))
    .select(({ fn }) => fn.max('fitting.sequence').as('last'))
    .where('fitting.bytes_before', '<', limitBytes);
  return page.where('sequence', '<=', last);
};
