/**
 * Lets what a turn of the event loop has to send go out together, at its end. A client that sleeps is woken by the first
 * answer, which takes longer than to make one: those that come with it wake nobody.
 */
export const createTurns = () => {
  let turn: Promise<void> | undefined;
  /** Resolves at the end of the turn. */
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
