import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { EventEnvelope } from '../events/catalogue.ts';
import type { Signal } from '../kit/flow/signal.ts';
import type { Peers } from '../kit/http/peer.ts';
import { ServiceUnavailable } from '../kit/service/errors.ts';
import type { Store } from '../store/index.ts';
import { sequenceFromNow } from '../store/repositories/event-subscriptions.ts';
import { readEvents } from '../store/repositories/events.ts';
import { accountOf, type Parameter, refusal, wholeNumber } from './events-query.ts';
import { shareOf } from './transport/connection-limits.ts';
import { countStreams, type StreamLimits } from './transport/stream-limits.ts';

/** Maximum number of events read, and held in memory, at once per client. */
const PAGE_SIZE = 100;
/** The interval of polls for events of other nodes. */
const POLL_MS = 1_000;
/** The stream sends a comment after this time without an event. Below the idle timeout of proxies. */
const HEARTBEAT_MS = 15_000;

interface StreamQuery {
  account?: Parameter;
  after?: Parameter;
}

/**
 * Streams the events of one account or of all, from all nodes, in the order of the feed, as server-sent events.
 * An event's `id` is its sequence, `event` its detail-type, `data` its envelope. The stream begins after Last-Event-ID,
 * which browsers send when they reconnect, or after the parameter `after`; by default now.
 * Costs a query per second and client, and one per commit of this node and client.
 */
export const addEventStream = (
  http: FastifyInstance,
  store: Store,
  recorded: Signal,
  { limits, peers }: { limits: StreamLimits; peers: Peers },
): void => {
  const streams = countStreams(limits);
  const closing = new AbortController();
  http.addHook('preClose', async () => closing.abort());

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
      await follow({ store, recorded, account, over }, raw, after).catch(() => {});
    }
    // Does not wait for a client that has stopped reading.
    if (raw.writableNeedDrain) raw.destroy();
    else raw.end();
  });
};

interface Following {
  store: Store;
  recorded: Signal;
  account: string | undefined;
  over: AbortSignal;
}

/** Writes events until the client disconnects or the server closes. Reads no further events while the client does not read. */
const follow = async (
  { store, recorded, account, over }: Following,
  raw: ServerResponse,
  after: number,
): Promise<void> => {
  const bell = createBell(recorded);
  const write = async (text: string): Promise<void> => {
    if (!raw.write(text)) await once(raw, 'drain', { signal: over });
  };
  try {
    // A client that is disconnected before the first event resumes here.
    await write(`: connected\nid: ${after}\n\n`);
    let position = after;
    let lastWrite = performance.now();
    while (!over.aborted) {
      bell.listen();
      const page = await readEvents(store.reads, account, position, PAGE_SIZE);
      for (const { sequence, event } of page) {
        await write(toText(sequence, event));
        position = sequence;
        lastWrite = performance.now();
      }
      if (page.length === PAGE_SIZE) continue;
      if (performance.now() - lastWrite >= HEARTBEAT_MS) {
        await write(': still here\n\n');
        lastWrite = performance.now();
      }
      await bell.wait(POLL_MS, over);
    }
  } finally {
    bell.stop();
  }
};

const toText = (sequence: number, event: string): string => {
  const { 'detail-type': type } = JSON.parse(event) as EventEnvelope;
  return `id: ${sequence}\nevent: ${type}\ndata: ${event}\n\n`;
};

/** Remembers whether there was an announcement since the last `listen`. */
const createBell = (recorded: Signal) => {
  let hasRung = false;
  let wake = (): void => {};
  const stop = recorded.listen(() => {
    hasRung = true;
    wake();
  });
  return {
    listen: () => {
      hasRung = false;
    },
    /** Resolves on an announcement, after `timeoutMs`, or when `over` aborts. */
    wait: (timeoutMs: number, over: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (hasRung || over.aborted) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          over.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, timeoutMs).unref();
        over.addEventListener('abort', end);
        wake = end;
      }),
    stop,
  };
};
