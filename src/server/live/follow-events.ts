import type { Store } from '../../store/index.ts';
import { sequenceFromNow } from '../../store/repositories/event-subscriptions.ts';
import { readEvents } from '../../store/repositories/events.ts';
import { accountOf, type Parameter, refusal, wholeNumber } from '../events-query.ts';
import { type LiveEvent, type LiveFeed, liveEvent } from './live-feed.ts';

/** Maximum number of events read, and held in memory, at once per client. */
const PAGE_SIZE = 100;

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
  const after = asked ? wholeNumber(asked) : await store.reads.connection().execute(sequenceFromNow);
  if (after === undefined) throw refusal('after', 'has to be the id of an event of the stream');
  return { account, after };
};

/**
 * Returns a function that returns the next events of one account or of all, after those that it returned before; none if
 * there are none now. It returns a promise, which may have none, only for a stream that is behind: one query.
 */
export const followEvents = (
  { store, feed }: { store: Store; feed: LiveFeed },
  account: string | undefined,
  after: number,
): (() => readonly LiveEvent[] | Promise<readonly LiveEvent[]>) => {
  let position = after;
  /** Reads a page of events that the feed no longer has. */
  const catchUp = async (): Promise<LiveEvent[]> => {
    const { base } = feed;
    const page = await readEvents(store.reads, account, position, PAGE_SIZE);
    const last = page.at(-1)?.sequence ?? position;
    // The account has no other events up to the base, which was visible before this query.
    position = page.length < PAGE_SIZE ? Math.max(last, base) : last;
    return page.map(liveEvent);
  };
  return () => {
    const news = feed.after(position);
    if (news === undefined) return catchUp();
    position = news.at(-1)?.sequence ?? position;
    return account === undefined ? news : news.filter((event) => event.account === account);
  };
};
