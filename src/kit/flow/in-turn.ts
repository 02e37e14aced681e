/** Runs work serially, in the order of the calls. A failure does not prevent the next run. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Creates a promise chain. Each call resolves or rejects as its own `work` does. */
export const inTurn = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
};
