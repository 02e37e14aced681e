import type { FastifyInstance } from 'fastify';
import { untilFirst } from '../../kit/flow/until-first.ts';
import { version } from '../version.ts';
import { createBacklog } from './backlog.ts';
import { followEvents, readStreamQuery, type StreamQuery } from './follow-events.ts';
import { clockOf, type HubParts, type LiveHub, type LiveMessage, messageOf } from './hub.ts';
import type { LiveFeed } from './live-feed.ts';
import type { OpenStream, Stream } from './streams.ts';

export interface LiveStreamParts extends Pick<HubParts, 'store' | 'controls'> {
  feed: LiveFeed;
  hub: LiveHub;
  openStream: OpenStream;
}

/**
 * Streams what a page that shows one account or all has to know: `hello` once, then `event`, `task`, `change`, `settings`
 * and `lost`, as docs/live.md tells. Only events have ids: a stream that resumes has them all, and reads the rest again.
 * All streams share what is read and encoded (live-feed.ts, hub.ts).
 */
export const addLiveStream = (http: FastifyInstance, parts: LiveStreamParts): void => {
  http.get<{ Querystring: StreamQuery }>('/_cosell/live', async (request, reply) => {
    const asked = await readStreamQuery(request, parts.store);
    await parts.openStream(request, reply, async (stream) => {
      const leave = await parts.feed.join();
      await follow(parts, stream, asked).finally(leave);
    });
  });
};

const follow = async (
  { store, feed, hub, controls }: LiveStreamParts,
  { write, heartbeat, over }: Stream,
  { account, after }: { account: string | undefined; after: number },
): Promise<void> => {
  const next = followEvents({ store, feed }, account, after);
  const backlog = createBacklog();
  const leave = hub.join((message) => {
    if (concerns(message, account)) backlog.add(message);
  });
  try {
    // A client that is disconnected before the first event resumes here.
    await write(`id: ${after}\n${messageOf('hello', { version, ...clockOf(controls) })}`);
    while (!over.aborted) {
      const events = next();
      const isBehind = events instanceof Promise;
      const ready = isBehind ? await events : events;
      for (const { sequence, data } of ready) await write(`id: ${sequence}\nevent: event\ndata: ${data}\n\n`);
      const messages = backlog.take();
      for (const { text } of messages) await write(text);
      if (isBehind || ready.length > 0 || messages.length > 0) continue;
      const sources = { news: feed.onNews, backlog: backlog.onAdded, heartbeat: heartbeat.listen };
      if ((await untilFirst(sources, over)) === 'heartbeat') await write(': still here\n\n');
    }
  } finally {
    leave();
  }
};

/** Whether a stream of an account has a message: those about tasks only of its own, since pages of one side show the other's changes. */
const concerns = (message: LiveMessage, account: string | undefined): boolean =>
  message.event !== 'task' || account === undefined || message.account === account;
