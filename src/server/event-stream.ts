import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { EventEnvelope } from '../events/catalogue.ts';
import type { Signal } from '../kit/flow/signal.ts';
import type { Store } from '../store/index.ts';
import { sequenceFromNow } from '../store/repositories/event-subscriptions.ts';
import { readEvents } from '../store/repositories/events.ts';
import { accountOf, type Parameter, refusal, wholeNumber } from './events-query.ts';

/** Events that are read, and held for a reader, at once. */
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
 * The live stream of events, as server-sent events: of one account or of all, in the order of the feed, each node's.
 * An event's `id` is its sequence, `event` its detail-type, `data` its envelope. It begins after Last-Event-ID, which
 * browsers send when they connect again, or the parameter `after`; else with what happens from now on.
 * Costs a look a second for each reader, and one for each commit of this node while there are readers.
 */
export const addEventStream = (http: FastifyInstance, store: Store, recorded: Signal): void => {
  const closing = new AbortController();
  http.addHook('preClose', async () => closing.abort());

  http.get<{ Querystring: StreamQuery }>('/_cosell/events/stream', async (request, reply) => {
    const account = request.query.account ? accountOf(request.query.account) : undefined;
    const asked = request.headers['last-event-id'] || request.query.after;
    const after = asked ? wholeNumber(asked) : await store.reads.connection().execute(sequenceFromNow);
    if (after === undefined) throw refusal('after', 'has to be the id of an event of the stream');
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };
    // A proxy that collects answers would keep events back; a connection that stays after them would hold up the close.
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
    // Who does not read is not waited for.
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

/** Writes events until the reader or the server goes. While the reader does not read, nothing is read for it. */
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
    // Who is cut off before the first event goes on from here.
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

/** Tells whether there was an announcement since it last began to listen. */
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
    /** Waits until it rings, for so many milliseconds at most, or until `over`. */
    wait: (milliseconds: number, over: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (hasRung || over.aborted) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          over.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds).unref();
        over.addEventListener('abort', end);
        wake = end;
      }),
    stop,
  };
};
