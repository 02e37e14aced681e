import type { EventEnvelope } from '../../events/catalogue.ts';
import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import { breathe } from '../../kit/flow/pace.ts';
import { clearInterval, setInterval } from '../../kit/flow/real-time.ts';
import type { Signal } from '../../kit/flow/signal.ts';
import { createSlices } from '../../kit/flow/slices.ts';
import type { Store } from '../../store/index.ts';
import { sequenceFromNow } from '../../store/repositories/event-subscriptions.ts';
import { isFullPage, readEvents } from '../../store/repositories/events.ts';
import { findGoneEvents } from '../../store/retention/marks.ts';

/** Maximum number of events that one query reads. */
const PAGE_SIZE = 500;
/** Bytes of events that one query reads, but for the last: as many as take a few milliseconds. */
const PAGE_BYTES = 524_288;
/** How many of the newest events are kept for streams that are up to date, and how many bytes of them: an event may have 256 KB. */
const KEPT_EVENTS = 1_000;
const KEPT_BYTES = 16_777_216;
/** The interval of polls for events of other nodes. */
const POLL_MS = 1_000;
/** How many streams are woken in one turn of the event loop. */
const WOKEN_PER_TURN = 64;

/** An event as streams send it. */
export interface LiveEvent {
  sequence: number;
  account: string;
  /** Its detail-type. */
  type: string;
  /** Its envelope, as JSON: the line of data, with which a message ends, for all streams. */
  data: Buffer;
}

/** The newest events, for all live streams of this node together. */
export interface LiveFeed {
  /** Begins to follow the events, if nobody does yet. Returns the function that ends this. One query for the first. */
  join(): Promise<() => void>;
  /** Returns the events after a position; undefined if some of them are no longer here and have to be read. */
  after(position: number): readonly LiveEvent[] | undefined;
  /** The position from which `after` returns events. */
  readonly base: number;
  /** Calls `listener` once, when there are further events. Returns a function that cancels this. */
  onNews(listener: () => void): () => void;
}

/**
 * Reads events once for all streams: a query per second, and one per commit of this node, however many streams there are,
 * and none if there is no stream. Each event is parsed and encoded once.
 */
export const createLiveFeed = (store: Store, recorded: Signal, pollMs = POLL_MS): LiveFeed => {
  let events: LiveEvent[] = [];
  /** Their bytes. */
  let kept = 0;
  let base = 0;
  let head = 0;
  let members = 0;
  let stop = (): void => {};
  let listeners = new Set<() => void>();
  const waking = createSlices<() => void>(WOKEN_PER_TURN, (wake) => wake());

  const keep = (page: readonly { sequence: number; event: string }[]): void => {
    for (const row of page) {
      const event = liveEvent(row);
      events.push(event);
      kept += event.data.length;
    }
    head = page.at(-1)?.sequence ?? head;
    if (events.length <= 2 * KEPT_EVENTS && kept <= 2 * KEPT_BYTES) return;
    let first = events.length;
    kept = 0;
    while (first > 0 && events.length - first < KEPT_EVENTS && kept < KEPT_BYTES)
      kept += events[--first]?.data.length ?? 0;
    base = events[first - 1]?.sequence ?? base;
    events = events.slice(first);
  };
  const reading = oneAtATime(async () => {
    for (let isMore = true; isMore && members > 0; ) {
      // In a turn that has time for it: what was just recorded has spent this one.
      await breathe();
      // If the database does not respond, the next poll tries again.
      const page = await readEvents(store.reads, undefined, head, PAGE_SIZE, PAGE_BYTES).catch(() => []);
      isMore = isFullPage(page, PAGE_SIZE, PAGE_BYTES);
      if (page.length === 0) return;
      keep(page);
      const called = listeners;
      listeners = new Set();
      waking.add([...called]);
    }
  });
  const begin = async (): Promise<void> => {
    head = await positionNow(store);
    base = head;
    events = [];
    kept = 0;
    const forget = recorded.listen(() => void reading.run());
    const polls = setInterval(() => void reading.run(), pollMs).unref();
    stop = () => {
      forget();
      clearInterval(polls);
    };
  };
  let begun: Promise<void> | undefined;

  return {
    join: async () => {
      members += 1;
      let hasLeft = false;
      const leave = (): void => {
        if (hasLeft) return;
        hasLeft = true;
        members -= 1;
        if (members > 0) return;
        stop();
        begun = undefined;
      };
      try {
        begun ??= begin();
        await begun;
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
    after: (position) => {
      if (position < base) return undefined;
      let first = events.length;
      while (first > 0 && (events[first - 1]?.sequence ?? 0) > position) first -= 1;
      return events.slice(first);
    },
    get base() {
      return base;
    },
    onNews: (listener) => {
      let isCancelled = false;
      const wake = (): void => {
        if (!isCancelled) listener();
      };
      listeners.add(wake);
      return () => {
        isCancelled = true;
        listeners.delete(wake);
      };
    },
  };
};

/**
 * Returns the sequence after which all later events come. It is past those that were deleted too, even if none is left: a
 * stream that begins now has not asked for them, and one that begins before it has. Three queries.
 */
export const positionNow = (store: Store): Promise<number> =>
  store.reads.connection().execute(async (db) => {
    const newest = await sequenceFromNow(db);
    return Math.max(newest, (await findGoneEvents(db))?.through ?? 0);
  });

/** Returns an event as streams send it. */
export const liveEvent = ({ sequence, event }: { sequence: number; event: string }): LiveEvent => {
  const { 'detail-type': type, account } = JSON.parse(event) as EventEnvelope;
  return { sequence, account, type, data: Buffer.from(`data: ${event}\n\n`) };
};
