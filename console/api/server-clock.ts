import { useCallback, useState, useSyncExternalStore } from 'react';

export { serverNow } from './server-time.ts';

import { useLive } from './live.ts';
import { noteServerTime, useServerClock } from './server-time.ts';

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
