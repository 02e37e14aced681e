import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { createSignal, type Signal } from '../kit/flow/signal.ts';
import type { Peers } from '../kit/http/peer.ts';
import { ServiceUnavailable } from '../kit/service/errors.ts';
import type { Store } from '../store/index.ts';
import { sequenceFromNow } from '../store/repositories/event-subscriptions.ts';
import { readEvents } from '../store/repositories/events.ts';
import { accountOf, type Parameter, refusal, wholeNumber } from './events-query.ts';
import { createLiveFeed, type LiveFeed, liveEvent } from './live-feed.ts';
import { shareOf } from './transport/connection-limits.ts';
import { countStreams, type StreamLimits } from './transport/stream-limits.ts';

/** Maximum number of events read, and held in memory, at once per client. */
const PAGE_SIZE = 100;
/** The interval of comments to streams without events. Below the idle timeout of proxies. */
const HEARTBEAT_MS = 15_000;

interface StreamQuery {
  account?: Parameter;
  after?: Parameter;
}

/**
 * Streams the events of one account or of all, from all nodes, in the order of the feed, as server-sent events.
 * An event's `id` is its sequence, `event` its detail-type, `data` its envelope. The stream begins after Last-Event-ID,
 * which browsers send when they reconnect, or after the parameter `after`; by default now.
 * All streams share their queries and a timer (live-feed.ts); one that is far behind, or slow, reads for itself.
 */
export const addEventStream = (
  http: FastifyInstance,
  store: Store,
  recorded: Signal,
  { limits, peers }: { limits: StreamLimits; peers: Peers },
): void => {
  const streams = countStreams(limits);
  const feed = createLiveFeed(store, recorded);
  const heartbeat = createSignal();
  const beats = setInterval(heartbeat.announce, HEARTBEAT_MS).unref();
  const closing = new AbortController();
  http.addHook('preClose', async () => {
    clearInterval(beats);
    closing.abort();
  });

  http.get<{ Querystring: StreamQuery }>('/_cosell/events/stream', async (request, reply) => {
    const account = request.query.account ? accountOf(request.query.account) : undefined;
    const asked = request.headers['last-event-id'] || request.query.after;
    const after = asked ? wholeNumber(asked) : await store.reads.connection().execute(sequenceFromNow);
    if (after === undefined) throw refusal('after', 'has to be the id of an event of the stream');
    const end = streams.begin(shareOf(peers.sourceIp(request.raw)));
    if (!end)
      throw ServiceUnavailable('There are too many live streams of events. Close one, or try again later.');
    reply.raw.once('close', end);
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };
    // Prevents proxies from buffering events, and an open connection from delaying the server's close.
    reply.headers({ ...headers, 'x-accel-buffering': 'no', connection: 'close' });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, reply.getHeaders() as Record<string, string>);
    raw.on('error', () => {});
    const ended = new AbortController();
    raw.once('close', () => ended.abort());
    const over = AbortSignal.any([closing.signal, ended.signal]);
    if (request.method !== 'HEAD') {
      const leave = await feed.join().catch(() => undefined);
      if (leave) await follow({ store, feed, heartbeat, account, over }, raw, after).catch(() => {});
      leave?.();
    }
    // Does not wait for a client that has stopped reading.
    if (raw.writableNeedDrain) raw.destroy();
    else raw.end();
  });
};

interface Following {
  store: Store;
  feed: LiveFeed;
  /** Wakes streams that have had no event for a while. */
  heartbeat: Signal;
  account: string | undefined;
  over: AbortSignal;
}

type Write = (text: string) => Promise<void>;

/** Writes events until the client disconnects or the server closes. Reads no further events while the client does not read. */
const follow = async (following: Following, raw: ServerResponse, after: number): Promise<void> => {
  const { feed, account, over } = following;
  const write: Write = async (text) => {
    if (!raw.write(text)) await once(raw, 'drain', { signal: over });
  };
  // A client that is disconnected before the first event resumes here.
  await write(`: connected\nid: ${after}\n\n`);
  for (let position = after; !over.aborted; ) {
    const news = feed.after(position);
    if (news === undefined) {
      position = await catchUp(following, write, position);
      continue;
    }
    for (const event of news) {
      if (account === undefined || event.account === account) await write(event.text);
      position = event.sequence;
    }
    if (news.length === 0 && (await untilNews(following)) === 'heartbeat') await write(': still here\n\n');
  }
};

/** Writes a page of events that the feed no longer has. Returns the new position. One query. */
const catchUp = async (
  { store, feed, account }: Following,
  write: Write,
  position: number,
): Promise<number> => {
  const { base } = feed;
  const page = await readEvents(store.reads, account, position, PAGE_SIZE);
  for (const row of page) await write(liveEvent(row).text);
  const last = page.at(-1)?.sequence ?? position;
  // The account has no other events up to the base, which was visible before this query.
  return page.length < PAGE_SIZE ? Math.max(last, base) : last;
};

/** Resolves on news or a heartbeat, or when `over` aborts. */
const untilNews = ({ feed, heartbeat, over }: Following): Promise<'news' | 'heartbeat' | 'over'> =>
  new Promise((resolve) => {
    const end = (why: 'news' | 'heartbeat' | 'over') => (): void => {
      forgetNews();
      forgetHeartbeat();
      over.removeEventListener('abort', onAbort);
      resolve(why);
    };
    const onAbort = end('over');
    const forgetNews = feed.onNews(end('news'));
    const forgetHeartbeat = heartbeat.listen(end('heartbeat'));
    if (over.aborted) onAbort();
    else over.addEventListener('abort', onAbort);
  });
