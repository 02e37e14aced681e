import { randomUUID } from 'node:crypto';
import type { News, NewsItem } from '../../changes/news.ts';
import { clearInterval, clearTimeout, setInterval, setTimeout } from '../../kit/flow/real-time.ts';
import type { Peers } from '../../kit/sql/peers.ts';
import { createNewsBox } from './news-box.ts';

/** On which servers that share a database tell each other what they change. */
const CHANNEL = 'cosell_news';
/** How often a server on which somebody watches says so, and for how long others believe it. */
const WATCHED_MS = 2_000;
const BELIEVED_MS = 3 * WATCHED_MS;
/** How long news is collected for a message. */
const COLLECTED_MS = 250;
/** Maximum number of items in one message, which has at most 7,999 bytes, and that wait for one. */
const MESSAGE_SIZE = 40;
const MOST_ITEMS = 2_000;

interface Message {
  from: string;
  /** None: somebody watches. */
  items: NewsItem[];
}

/** The news of the other servers on the same database. */
export interface PeerNews {
  /** Calls `listener` with what they change, until the returned function is called. At most one watch at a time. */
  watch(listener: (item: NewsItem) => void): () => void;
  close(): Promise<void>;
}

/**
 * Tells the other servers what this one changes, while somebody watches on one of them: some messages per second, however
 * much changes, and nothing otherwise. So a change needs no column and no index, and costs nothing that nobody watches.
 * Best effort: what a server tells while it has lost its connection is lost.
 */
export const createPeerNews = (peers: Peers, news: News): PeerNews => {
  const from = randomUUID();
  const box = createNewsBox(MOST_ITEMS);
  let listener: ((item: NewsItem) => void) | undefined;
  let collecting: NodeJS.Timeout | undefined;
  let untold: Promise<void> = Promise.resolve();

  const say = (items: NewsItem[]): Promise<void> =>
    channel.say(JSON.stringify({ from, items } satisfies Message));
  const tell = async (): Promise<void> => {
    while (!box.isEmpty) await say(box.take(MESSAGE_SIZE));
    collecting = undefined;
  };
  const collect = (item: NewsItem): void => {
    box.add(item);
    collecting ??= setTimeout(() => {
      untold = tell();
    }, COLLECTED_MS).unref();
  };
  const telling = whileRenewed(() => news.listen(collect), BELIEVED_MS);
  const channel = peers.join(CHANNEL, {
    onMessage: (text) => {
      const message = read(text);
      if (!message || message.from === from) return;
      if (message.items.length === 0) telling.renew();
      for (const item of message.items) listener?.(item);
    },
    onGap: () => {},
  });

  return {
    watch: (given) => {
      listener = given;
      void say([]);
      const timer = setInterval(() => void say([]), WATCHED_MS).unref();
      return () => {
        listener = undefined;
        clearInterval(timer);
      };
    },
    close: async () => {
      telling.end();
      clearTimeout(collecting);
      await untold;
      await channel.close();
    },
  };
};

/** Begins something when it is wanted, and ends it if that is not renewed in time. */
const whileRenewed = (begin: () => () => void, milliseconds: number) => {
  let stop: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    stop?.();
    stop = undefined;
  };
  return {
    renew: () => {
      clearTimeout(timer);
      timer = setTimeout(end, milliseconds).unref();
      stop ??= begin();
    },
    end,
  };
};

/** Returns a message of another server, perhaps of another version; undefined if it is not readable. */
const read = (text: string): Message | undefined => {
  try {
    const { from, items }: Partial<Message> = JSON.parse(text);
    return from !== undefined && Array.isArray(items) ? { from, items } : undefined;
  } catch {
    return undefined;
  }
};
