import { setImmediate } from './real-time.ts';

/**
 * Delays writes to the end of the event-loop turn, so that they are sent together. Waking a sleeping client costs more
 * than producing a response; responses sent together wake it once.
 */
export const createTurns = () => {
  let turn: Promise<void> | undefined;
  /** Resolves at the end of the current turn. */
  return (): Promise<void> => {
    turn ??= new Promise((resolve) => {
      setImmediate(() => {
        turn = undefined;
        resolve();
      });
    });
    return turn;
  };
};
