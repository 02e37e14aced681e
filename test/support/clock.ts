import type { Clock } from '../../src/kit/flow/clock.ts';

/** A machine's clock that the test moves. */
export const movableClock = (): Clock & { advance(milliseconds: number): void } => {
  let offset = 0;
  const listeners: (() => void)[] = [];
  return {
    now: () => new Date(Date.now() + offset).toISOString(),
    onJump: (listener) => {
      listeners.push(listener);
    },
    advance: (milliseconds) => {
      offset += milliseconds;
      for (const listener of listeners) listener();
    },
  };
};

/** A clock that stands still until the test moves it. */
export const stoppedClock = (): ReturnType<typeof movableClock> => {
  let now = Date.parse('2026-11-23T09:30:00.250Z');
  const listeners: (() => void)[] = [];
  return {
    now: () => new Date(now).toISOString(),
    onJump: (listener) => {
      listeners.push(listener);
    },
    advance: (milliseconds) => {
      now += milliseconds;
      for (const listener of listeners) listener();
    },
  };
};

export const DAY = 86_400_000;
