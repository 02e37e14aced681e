import { useCallback, useState, useSyncExternalStore } from 'react';
import { useLive } from './live.ts';

/** How far the server's clock is from this machine's, and whether it stands still. */
interface ServerClock {
  offsetMs: number;
  frozenAt?: string;
}

let clock: ServerClock = { offsetMs: 0 };
const listeners = new Set<() => void>();
/** Smaller differences are those of the network and of ordinary clocks. */
const MOVED_MS = 5_000;

/** Notes what the server said about its time. */
const noteServerTime = ({ now, frozen }: { now?: string; frozen?: boolean }): void => {
  if (now === undefined) return;
  const offsetMs = Date.parse(now) - Date.now();
  clock = frozen ? { offsetMs, frozenAt: now } : { offsetMs: Math.abs(offsetMs) < MOVED_MS ? 0 : offsetMs };
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useServerClock = (): ServerClock => useSyncExternalStore(subscribe, () => clock);

/** The server's time, in milliseconds since 1970. */
export const serverNow = (): number =>
  clock.frozenAt === undefined ? Date.now() + clock.offsetMs : Date.parse(clock.frozenAt);

/** Keeps the server's clock true, from the live stream. Used once, by the shell. */
export const useFollowServerClock = (): void => {
  useLive(
    useCallback(({ kind, data }) => {
      if (kind === 'hello' || (kind === 'settings' && data.what === 'clock')) noteServerTime(data);
    }, []),
  );
};

/** The server's time as of the last minute, for days left and the like: it renders again each minute. */
export const useServerMinute = (): number => {
  const { offsetMs, frozenAt } = useServerClock();
  const [minute] = useState(() => createTicker());
  useSyncExternalStore(minute.subscribe, minute.read);
  return frozenAt === undefined ? Date.now() + offsetMs : Date.parse(frozenAt);
};

const createTicker = () => {
  let count = 0;
  return {
    read: () => count,
    subscribe: (listener: () => void) => {
      const timer = setInterval(() => {
        count += 1;
        listener();
      }, 60_000);
      return () => clearInterval(timer);
    },
  };
};
