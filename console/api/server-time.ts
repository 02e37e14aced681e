import { useSyncExternalStore } from 'react';

/** How far the server's clock is from this machine's, and whether it stands still. */
interface ServerClock {
  offsetMs: number;
  frozenAt?: string;
}

let clock: ServerClock = { offsetMs: 0 };
const listeners = new Set<() => void>();
/** Smaller differences are those of the network and of ordinary clocks. */
const MOVED_MS = 5_000;

/** What the server says of its time. */
export interface ToldClock {
  now?: string;
  frozen?: boolean;
}

export const noteServerTime = ({ now, frozen }: ToldClock): void => {
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
