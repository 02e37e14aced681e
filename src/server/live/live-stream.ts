import type { FastifyInstance } from 'fastify';
import { createSlices } from '../../kit/flow/slices.ts';
import { untilFirst } from '../../kit/flow/until-first.ts';
import { showGone } from '../../store/retention/marks.ts';
import { READ_EVENTS } from '../events-query.ts';
import { version } from '../package.ts';
import { FOR_ACCOUNTS, readableAccount, type Signer } from '../signer.ts';
import { createBacklog } from './backlog.ts';
import { followEvents, readStreamQuery, type StreamQuery } from './follow-events.ts';
import { clockOf, type HubParts, type LiveHub } from './hub.ts';
import type { LiveFeed } from './live-feed.ts';
import { type LiveMessage, messageOf } from './message.ts';
import type { OpenStream, Stream } from './streams.ts';

/** What the actions that list them need. */
const permissions = {
  task: 'cosell:ReadTasks',
  request: 'cosell:ReadRequests',
  delivery: 'cosell:ReadDeliveries',
} as const;

export interface LiveStreamParts extends Pick<HubParts, 'store' | 'controls'> {
  feed: LiveFeed;
  hub: LiveHub;
  openStream: OpenStream;
}

/**
 * Streams what a page that shows one account or all has to know: `hello` once, then `event`, `gone`, `task`, `request`, `delivery`, `change`,
 * `settings` and `lost`, as docs/reference/live.md tells. Only events have ids: a stream that resumes has them all, and reads the rest again.
 * All streams share what is read and encoded (live-feed.ts, hub.ts).
 */
export const addLiveStream = (http: FastifyInstance, parts: LiveStreamParts): void => {
  http.get<{ Querystring: StreamQuery }>('/_cosell/live', FOR_ACCOUNTS, async (request, reply) => {
    const { signer } = request;
    const asked = await readStreamQuery(request, parts.store);
    const account = await readableAccount(request, asked.account, READ_EVENTS);
    const reader = { account, sees: await seenBy(signer) };
    await parts.openStream(request, reply, {
      check: async () => {
        await signer?.requires(READ_EVENTS);
        reader.sees = await seenBy(signer);
      },
      run: async (stream) => {
        const leave = await parts.feed.join();
        await follow(parts, stream, { ...asked, reader }).finally(leave);
      },
    });
  });
};

/** Maximum number of streams that are woken in one turn of the event loop. */
const WOKEN_PER_TURN = 64;
const waking = createSlices<() => void>(WOKEN_PER_TURN, (wake) => wake());

const follow = async (
  { store, feed, hub, controls }: LiveStreamParts,
  { write, heartbeat, over }: Stream,
  { after, reader }: { after: number; reader: Reader },
): Promise<void> => {
  const next = followEvents({ store, feed }, reader.account, after);
  const backlog = createBacklog(waking);
  const leave = hub.join((message) => {
    if (concerns(message, reader)) backlog.add(message);
  });
  try {
    // A client that is disconnected before the first event resumes here.
    await write([`id: ${after}\n`, messageOf('hello', { version, ...clockOf(controls) })]);
    while (!over.aborted) {
      const events = next();
      const isBehind = events instanceof Promise;
      const { events: ready, gone } = isBehind ? await events : events;
      if (gone) await write([messageOf('gone', showGone(gone))]);
      await write(ready.flatMap(({ sequence, data }) => [`id: ${sequence}\nevent: event\n`, data]));
      const messages = backlog.take();
      await write(messages.map(({ bytes }) => bytes));
      if (isBehind || ready.length > 0 || messages.length > 0) continue;
      const sources = { news: feed.onNews, backlog: backlog.onAdded, heartbeat: heartbeat.listen };
      if ((await untilFirst(sources, over)) === 'heartbeat') await write([': still here\n\n']);
    }
  } finally {
    leave();
  }
};

/** Who reads a stream. */
interface Reader {
  /** Whose events, tasks and calls it gets; undefined for all. */
  account: string | undefined;
  /** What an account's key may see of its own account; undefined for an operator, who sees all. */
  sees: ReadonlySet<LiveMessage['event']> | undefined;
}

const seenBy = async (signer: Signer | undefined): Promise<Reader['sees']> => {
  if (!signer) return undefined;
  const sees = new Set<LiveMessage['event']>(['change', 'lost']);
  for (const event of ['task', 'request', 'delivery'] as const) {
    if (await signer.may(permissions[event])) sees.add(event);
  }
  return sees;
};

/** Whether a reader gets a message. Pages of one side show what the other side changes, so operators get all changes. */
const concerns = ({ event, account, isClock }: LiveMessage, reader: Reader): boolean => {
  if (reader.sees)
    return isClock || (reader.sees.has(event) && (event === 'lost' || account === reader.account));
  const isOfOne = event in permissions;
  return !isOfOne || reader.account === undefined || account === reader.account;
};
