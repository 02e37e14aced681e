import { currentTimes } from './on-behalf.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { clearTimeout, setTimeout } from './real-time.ts';
import { timed } from './times.ts';

/** Waits for the end of one thing. */
export interface Watch<Ended> {
  /**
   * Resolves when the thing ends, after `waitMs` of real time, or on `stop`, whichever is first. Returns the ended thing
   * if this process ended it. Never throws.
   */
  end(waitMs: number): Promise<Ended | undefined>;
  stop(ended?: Ended): void;
}

/**
 * Notifies waiters of the end of a thing, in whichever process it ended. A watch costs a map entry and, while it waits, a
 * timer: 1,000 watches take about a megabyte and no CPU time. An end costs one map look-up.
 */
export interface Ends<Key, Ended> {
  /** Watches for the end of a thing until stopped. It misses an end before the call, so read the thing afterwards. */
  watch(key: Key): Watch<Ended>;
  /** Reports that a thing has ended. Waiters in this process get `ended` and need no query. */
  announce(key: Key, ended?: Ended): void;
  /** How many watches there are in this process. Costs a look at each watched thing. */
  watching(): number;
  /** Ends all current and future waits, because the process is closing. */
  release(): void;
  /** Resolves once the other processes are notified. */
  close(): Promise<void>;
}

/** Broadcasts messages to all processes, including this one. */
interface Channel {
  say(message: string): Promise<void>;
  close(): Promise<void>;
}

export interface EndsOptions<Key> {
  /** Returns a text without commas that is unique to the key. */
  nameOf(key: Key): string;
  /** Joins the channel. `onGap` is called if messages may have been lost, and periodically. */
  join(listener: { onMessage(message: string): void; onGap(): void }): Channel;
  /** Maximum number of names in one message. */
  messageSize: number;
  /** Returns at least those of the keys whose things have ended. */
  findEnded(keys: Key[]): Promise<Key[]>;
}

export const createEnds = <Key, Ended>({
  nameOf,
  join,
  messageSize,
  findEnded,
}: EndsOptions<Key>): Ends<Key, Ended> => {
  const watched = new Map<string, { key: Key; watches: Set<Watch<Ended>> }>();
  const untold = new Set<string>();
  let released = false;

  const stopAll = (name: string, ended?: Ended): void => {
    for (const watch of watched.get(name)?.watches ?? []) watch.stop(ended);
  };
  /** One query for all waiters. If it fails, the next call of `onGap` retries it. */
  const poll = async (): Promise<void> => {
    if (watched.size === 0) return;
    const ended = await findEnded([...watched.values()].map(({ key }) => key)).catch(() => []);
    for (const key of ended) stopAll(nameOf(key));
  };
  const channel = join({
    onMessage: (message) => {
      for (const name of message.split(',')) stopAll(name);
    },
    onGap: () => void poll(),
  });
  /** Ends that occur while a message is being sent share the next one. */
  const telling = oneAtATime(async () => {
    while (untold.size > 0) {
      const names = [...untold].slice(0, messageSize);
      for (const name of names) untold.delete(name);
      await channel.say(names.join(','));
    }
  });

  return {
    watch: (key) => {
      const name = nameOf(key);
      const entry = watched.get(name) ?? { key, watches: new Set() };
      const { promise, resolve } = Promise.withResolvers<Ended | undefined>();
      let timer: NodeJS.Timeout | undefined;
      const watch: Watch<Ended> = {
        end: (waitMs) => {
          if (released) watch.stop();
          else timer ??= setTimeout(() => watch.stop(), waitMs);
          const times = currentTimes();
          return times ? timed(times, 'task', promise) : promise;
        },
        stop: (ended) => {
          clearTimeout(timer);
          entry.watches.delete(watch);
          if (entry.watches.size === 0 && watched.get(name) === entry) watched.delete(name);
          resolve(ended);
        },
      };
      watched.set(name, entry);
      entry.watches.add(watch);
      return watch;
    },
    announce: (key, ended) => {
      const name = nameOf(key);
      stopAll(name, ended);
      untold.add(name);
      void telling.run();
    },
    watching: () => {
      let sum = 0;
      for (const { watches } of watched.values()) sum += watches.size;
      return sum;
    },
    release: () => {
      released = true;
      for (const name of [...watched.keys()]) stopAll(name);
    },
    close: async () => {
      await telling.ended();
      await channel.close();
    },
  };
};
