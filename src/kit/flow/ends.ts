import { oneAtATime } from './one-at-a-time.ts';

/** Waits for the end of one thing. */
export interface Watch<Ended> {
  /**
   * Resolves at the end of the thing, after `waitMs` of real time, or with `stop`, whichever is first. Answers the thing as
   * it ended, if this process ended it. Never throws.
   */
  end(waitMs: number): Promise<Ended | undefined>;
  stop(ended?: Ended): void;
}

/**
 * Tells those who wait for the end of a thing, whichever process ended it. A watch is an entry of a map and, while it
 * waits, a timer: 1,000 of them take about a megabyte and no processor time. An end costs one look-up in the map.
 */
export interface Ends<Key, Ended> {
  /** Watches for the end of a thing until stopped. It does not see an end before the call, so read the thing after it. */
  watch(key: Key): Watch<Ended>;
  /** Says that a thing has ended, and how, if that is known: those who wait in this process then need no query. */
  announce(key: Key, ended?: Ended): void;
  /** Ends all waits, and those to come: the process closes. */
  release(): void;
  /** Resolves once the other processes are told. */
  close(): Promise<void>;
}

/** Messages to all processes, this one among them. */
interface Channel {
  say(message: string): Promise<void>;
  close(): Promise<void>;
}

export interface EndsOptions<Key> {
  /** A text without a comma that two keys share only if they are equal. */
  nameOf(key: Key): string;
  /** Joins the channel; `missed` is called if messages may have been lost, and now and then. */
  join(listener: { told(message: string): void; missed(): void }): Channel;
  /** Names in one message, at most. */
  messageSize: number;
  /** Of those keys, the ones whose things have ended, and perhaps others. */
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
  /** One query for all who wait. If it fails, the next call of `missed` repeats it. */
  const poll = async (): Promise<void> => {
    if (watched.size === 0) return;
    const ended = await findEnded([...watched.values()].map(({ key }) => key)).catch(() => []);
    for (const key of ended) stopAll(nameOf(key));
  };
  const channel = join({
    told: (message) => {
      for (const name of message.split(',')) stopAll(name);
    },
    missed: () => void poll(),
  });
  /** Ends that come during a message go into the next one together. */
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
          return promise;
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
