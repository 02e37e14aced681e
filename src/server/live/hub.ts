import type { News, NewsItem } from '../../changes/news.ts';
import { timeBy } from '../../controls/clock.ts';
import type { Controls } from '../../controls/controls.ts';
import type { Delivery } from '../../events/delivery/history.ts';
import { once } from '../../kit/flow/once.ts';
import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import { breathe } from '../../kit/flow/pace.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import type { RequestEntry } from '../../operator/request-schemas.ts';
import { showDelivery } from '../../operator/show-delivery.ts';
import type { Store } from '../../store/index.ts';
import { findTasks, type TaskKey } from '../../store/repositories/tasks.ts';
import { type Entries, followEntries } from './entries.ts';
import { type LiveMessage, LOST, messageOf } from './message.ts';
import { createNewsBox } from './news-box.ts';
import type { PeerNews } from './peer-news.ts';

/** The pause after each group of messages: what changes again meanwhile is told once. */
const PAUSE_MS = 100;
/** Maximum number of items that are told at once, and that wait. */
const GROUP_SIZE = 200;
const MOST_ITEMS = 5_000;

/** What has changed, for all live streams of this node together. */
export interface LiveHub {
  /** Calls `listener` with each message until the returned function is called. */
  join(listener: (message: LiveMessage) => void): () => void;
}

export interface HubParts {
  store: Store;
  controls: Controls;
  news: News;
  peerNews: PeerNews;
  /** Absent if it is off: streams tell of no calls then. */
  journal?: Entries<RequestEntry> | undefined;
  /** Absent if it is off: streams tell of no deliveries then. */
  deliveries?: Entries<Delivery> | undefined;
}

/**
 * Follows the news while somebody watches. Costs at most ten queries by key per second, for the tasks that have changed,
 * however many streams there are, and up to a hundred calls and deliveries per second; nothing if there is none.
 */
export const createLiveHub = ({
  store,
  controls,
  news,
  peerNews,
  journal,
  deliveries,
}: HubParts): LiveHub => {
  const listeners = new Set<(message: LiveMessage) => void>();
  const box = createNewsBox(MOST_ITEMS);
  let stop = (): void => {};

  const tell = (message: LiveMessage): void => {
    for (const listener of listeners) listener(message);
  };
  const tellTasks = async (keys: TaskKey[]): Promise<void> => {
    if (keys.length === 0) return;
    const { showTask } = await loadShowTask();
    for (const task of (await findTasks(store.reads, keys)).map(showTask)) {
      tell({ event: 'task', account: task.account, bytes: messageOf('task', task) });
    }
  };
  const telling = oneAtATime(async () => {
    while (!box.isEmpty && listeners.size > 0) {
      const items = box.take(GROUP_SIZE);
      // If the database does not respond, the readers are told to read again.
      await tellTasks(items.filter((item) => item.kind === 'task')).catch(() => tell(LOST));
      for (const item of items) {
        const message = messageAbout(item, controls);
        if (message) tell(message);
        await breathe();
      }
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
  });
  const hear = (item: NewsItem): void => {
    box.add(item);
    void telling.run();
  };
  const begin = (): void => {
    const leave = [
      news.listen(hear),
      peerNews.watch(hear),
      journal && followEntries(journal, messageOfRequest, 'requests', tell),
      deliveries && followEntries(deliveries, messageOfDelivery, 'deliveries', tell),
    ];
    stop = () => {
      for (const one of leave) one?.();
    };
  };
  return {
    join: (listener) => {
      if (listeners.size === 0) begin();
      listeners.add(listener);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
  };
};

/** Loads what only live streams and actions need. */
const loadShowTask = once(() => import('../../operator/show-task.ts'));

const messageOfRequest = (entry: RequestEntry): LiveMessage => ({
  event: 'request',
  account: entry.account,
  bytes: messageOf('request', entry),
});

const messageOfDelivery = (delivery: Delivery): LiveMessage => ({
  event: 'delivery',
  account: delivery.account || undefined,
  bytes: messageOf('delivery', showDelivery(delivery)),
});

/** Returns the message about an item of news that is no task. */
const messageAbout = (item: NewsItem, controls: Controls): LiveMessage | undefined => {
  switch (item.kind) {
    case 'settings':
      return {
        event: 'settings',
        isClock: item.what === 'clock',
        bytes: messageOf('settings', { what: item.what, ...clockOf(controls) }),
      };
    case 'change': {
      const { account, service, operation } = item;
      return { event: 'change', account, bytes: messageOf('change', { account, service, operation }) };
    }
    case 'lost':
      return LOST;
    default:
      return undefined;
  }
};

/** The server's time, and whether it is frozen. */
export const clockOf = ({ clock }: Controls): { now: string; frozen: boolean } => ({
  now: timeBy(clock.setting, clock.machineNow()),
  frozen: clock.isFrozen,
});
