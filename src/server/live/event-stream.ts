import type { FastifyInstance } from 'fastify';
import { untilFirst } from '../../kit/flow/until-first.ts';
import type { Store } from '../../store/index.ts';
import { showGone } from '../../store/retention/marks.ts';
import { READ_EVENTS } from '../events-query.ts';
import { FOR_ACCOUNTS, readableAccount } from '../signer.ts';
import { followEvents, readStreamQuery, type StreamQuery } from './follow-events.ts';
import type { LiveFeed } from './live-feed.ts';
import { messageOf } from './message.ts';
import type { OpenStream, Stream } from './streams.ts';

/**
 * Streams the events of one account or of all, from all nodes, in the order of the feed, as server-sent events.
 * An event's `id` is its sequence, `event` its detail-type, `data` its envelope. The stream begins after Last-Event-ID,
 * which browsers send when they reconnect, or after the parameter `after`; by default now.
 * If events after that position were deleted, a message `gone` without an id says so, before those that are left.
 * All streams share their queries and a timer (live-feed.ts); one that is far behind, or slow, reads for itself.
 */
export const addEventStream = (
  http: FastifyInstance,
  { store, feed, openStream }: { store: Store; feed: LiveFeed; openStream: OpenStream },
): void => {
  http.get<{ Querystring: StreamQuery }>('/_cosell/events/stream', FOR_ACCOUNTS, async (request, reply) => {
    const { account: asked, after } = await readStreamQuery(request, store);
    const account = await readableAccount(request, asked, READ_EVENTS);
    await openStream(request, reply, {
      check: async () => request.signer?.requires(READ_EVENTS),
      run: async (stream) => {
        const leave = await feed.join();
        await follow({ store, feed }, stream, account, after).finally(leave);
      },
    });
  });
};

/** Writes events until the stream is over. Reads no further events while the client does not read. */
const follow = async (
  parts: { store: Store; feed: LiveFeed },
  { write, heartbeat, over }: Stream,
  account: string | undefined,
  after: number,
): Promise<void> => {
  const next = followEvents(parts, account, after);
  // A client that is disconnected before the first event resumes here.
  await write([`: connected\nid: ${after}\n\n`]);
  while (!over.aborted) {
    const events = next();
    const isBehind = events instanceof Promise;
    const { events: ready, gone } = isBehind ? await events : events;
    if (gone) await write([messageOf('gone', showGone(gone))]);
    await write(ready.flatMap(({ sequence, type, data }) => [`id: ${sequence}\nevent: ${type}\n`, data]));
    if (isBehind || ready.length > 0) continue;
    const why = await untilFirst({ news: parts.feed.onNews, heartbeat: heartbeat.listen }, over);
    if (why === 'heartbeat') await write([': still here\n\n']);
  }
};
