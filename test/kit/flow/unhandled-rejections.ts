import { setImmediate as endOfTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Records unhandled rejections while the test runs. Vitest would fail the whole run for them. */
export const unhandledRejections = () => {
  const seen: unknown[] = [];
  const note = (reason: unknown): void => void seen.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  return {
    /** Those that are known at the end of this event-loop turn. */
    seen: async (): Promise<unknown[]> => {
      await endOfTurn();
      return seen;
    },
  };
};
