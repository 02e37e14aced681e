import { isDeepStrictEqual } from 'node:util';
import type { Services } from '../../changes/work.ts';
import type { EventEnvelope } from '../../events/catalogue.ts';
import { performance } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { readEvents } from '../../store/repositories/events.ts';
import { goneAfter, showGone } from '../../store/retention/marks.ts';

/** Selects events. */
export interface EventsOptions {
  /** 12 digits, or `aws`. Default all accounts. */
  account?: string;
  /** The `next` of an earlier result. Default the beginning. */
  after?: string;
}

export interface WaitOptions extends EventsOptions {
  /** What the event has to match: members of its detail, at any depth, or a predicate. */
  where?: object | ((event: EventEnvelope) => boolean);
  /** In milliseconds. Default 10,000. */
  timeout?: number;
}

export interface EventsList {
  events: EventEnvelope[];
  next: string;
  /** Says that events after `after`, up to this number, were deleted, because their time was over. */
  gone?: { through: string; recordedBefore: string };
}

export interface EventsHandle {
  /** Returns all events, oldest first. `next` is the `after` for future events. */
  list(options?: EventsOptions): Promise<EventsList>;
  /**
   * Resolves with the first event of a type that matches `where`, past or future. After the timeout, throws an Error that
   * lists the events seen instead.
   *
   * @example
   * await cosell.events.waitFor('Opportunity Created', { account, where: { opportunity: { identifier: Id } } });
   */
  waitFor(detailType: string, options?: WaitOptions): Promise<EventEnvelope>;
}

const PAGE_SIZE = 1000;
const DEFAULT_TIMEOUT_MS = 10_000;
/** The interval of polls for events of other nodes; this process announces its own. */
const POLL_MS = 100;
/** Maximum number of seen events in the Error. */
const TOLD = 20;

export const watchEvents = ({ store, recorded }: Pick<Services, 'store' | 'recorded'>): EventsHandle => {
  const readOn = async (account: string | undefined, after: number) => {
    const events: EventEnvelope[] = [];
    let next = after;
    for (;;) {
      const rows = await readEvents(store.reads, account, next, PAGE_SIZE);
      for (const row of rows) events.push(JSON.parse(row.event));
      next = rows.at(-1)?.sequence ?? next;
      if (rows.length < PAGE_SIZE) return { events, next };
    }
  };

  return {
    list: async (options = {}) => {
      const after = positionOf(options);
      const { events, next } = await readOn(accountOf(options), after);
      const gone = await goneAfter(store.reads, after);
      return { events, next: String(next), ...(gone && { gone: showGone(gone) }) };
    },
    waitFor: async (detailType, options = {}) => {
      const { where = {}, timeout = DEFAULT_TIMEOUT_MS } = options;
      const account = accountOf(options);
      const fits = typeof where === 'function' ? where : (event: EventEnvelope) => holds(event.detail, where);
      const deadline = performance.now() + timeout;
      const seen: EventEnvelope[] = [];
      for (let position = positionOf(options); ; ) {
        // Listens before the query, so that no announcement between query and wait is missed.
        const news = untilAnnounced(recorded);
        try {
          const { events, next } = await readOn(account, position);
          position = next;
          const found = events.find((event) => event['detail-type'] === detailType && fits(event));
          if (found) return found;
          seen.push(...events);
          if (performance.now() >= deadline) throw new Error(complaint(detailType, options, timeout, seen));
          await Promise.race([news.announced, sleep(POLL_MS)]);
        } finally {
          news.stop();
        }
      }
    },
  };
};

const untilAnnounced = (recorded: Services['recorded']) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { announced: promise, stop: recorded.listen(resolve) };
};

const accountOf = ({ account }: EventsOptions): string | undefined => {
  if (account === undefined) return undefined;
  const known = normalAccount(account);
  if (known === undefined) throw new Error(`The account ${account} is neither 12 digits nor aws.`);
  return known;
};

const positionOf = ({ after = '0' }: EventsOptions): number => {
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw new Error(`after has to be the next of an earlier result, not ${after}.`);
};

/** Whether a value has all wanted members. Lists have to be equal. */
const holds = (value: unknown, wanted: unknown): boolean => {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
    return isDeepStrictEqual(value, wanted);
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(wanted).every(([name, member]) =>
    holds((value as Record<string, unknown>)[name], member),
  );
};

const complaint = (
  detailType: string,
  { account, where }: WaitOptions,
  timeout: number,
  seen: EventEnvelope[],
): string => {
  const whose = account ? ` of ${account}` : '';
  const like = typeof where === 'object' ? ` with ${JSON.stringify(where)}` : where ? ' that fits' : '';
  const told = seen
    .slice(-TOLD)
    .map(
      (event) => `  ${event.time} ${event.account} ${event['detail-type']} ${JSON.stringify(event.detail)}`,
    );
  const more = seen.length > TOLD ? ` (the last ${TOLD} of ${seen.length})` : '';
  const others = seen.length > 0 ? `Seen instead${more}:\n${told.join('\n')}` : 'No event was seen at all.';
  return `No event "${detailType}"${whose}${like} came within ${timeout} ms. ${others}`;
};
