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

export const DAY = 86_400_000;
