import type { Store } from '../../store/index.ts';
import { isFullPage, readEvents } from '../../store/repositories/events.ts';
import { type GoneEvents, goneAfter } from '../../store/retention/marks.ts';
import { accountOf, type Parameter, refusal, wholeNumber } from '../events-query.ts';
import { type LiveEvent, type LiveFeed, liveEvent, positionNow } from './live-feed.ts';

/** Maximum number of events read, and held in memory, at once per client. */
const PAGE_SIZE = 100;
const PAGE_BYTES = 262_144;

/** What a stream of events is asked for. */
export interface StreamQuery {
  account?: Parameter;
  after?: Parameter;
}

/** Returns the account, if any, and the position after which a stream begins: by default now. Throws ValidationException. */
export const readStreamQuery = async (
  { query, headers }: { query: StreamQuery; headers: Readonly<Record<string, Parameter>> },
  store: Store,
): Promise<{ account: string | undefined; after: number }> => {
  const account = query.account ? accountOf(query.account) : undefined;
  const asked = headers['last-event-id'] || query.after;
  const after = asked ? wholeNumber(asked) : await positionNow(store);
  if (after === undefined) throw refusal('after', 'has to be the id of an event of the stream');
  return { account, after };
};

/** The next events of a stream. */
export interface NextEvents {
  events: readonly LiveEvent[];
  /** Says, once, that events before them were deleted, because their time was over. */
  gone?: GoneEvents | undefined;
}

/**
 * Returns a function that returns the next events of one account or of all, after those that it returned before; none if
 * there are none now. It returns a promise, which may have none, only for a stream that is behind: up to three queries.
 */
export const followEvents = (
  { store, feed }: { store: Store; feed: LiveFeed },
  account: string | undefined,
  after: number,
): (() => NextEvents | Promise<NextEvents>) => {
  let position = after;
  /** The last event of which the stream was told that it is gone. */
  let goneThrough = 0;
  /** Read after the page: what is deleted in between is then told, although the page has it. */
  const findGone = async (first: number | undefined): Promise<GoneEvents | undefined> => {
    if (first === position + 1) return undefined;
    const gone = await goneAfter(store.reads, position);
    if (!gone || gone.through <= goneThrough) return undefined;
    goneThrough = gone.through;
    return gone;
  };
  /** Reads a page of events that the feed no longer has. */
  const catchUp = async (): Promise<NextEvents> => {
    const { base } = feed;
    const page = await readEvents(store.reads, account, position, PAGE_SIZE, PAGE_BYTES);
    const gone = await findGone(page[0]?.sequence);
    const last = page.at(-1)?.sequence ?? position;
    // The account has no other events up to the base, which was visible before this query.
    position = isFullPage(page, PAGE_SIZE, PAGE_BYTES) ? last : Math.max(last, base);
    return { events: page.map(liveEvent), gone };
  };
  return () => {
    const news = feed.after(position);
    if (news === undefined) return catchUp();
    position = news.at(-1)?.sequence ?? position;
    return { events: account === undefined ? news : news.filter((event) => event.account === account) };
  };
};
