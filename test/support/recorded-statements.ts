import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';

/** Records the statements that a server sends to its store. */
export interface RecordedStatements {
  /** Opens the store; pass it to the server as a part. */
  openStore(location: StoreLocation): Promise<Store>;
  /**
   * Returns the statements during `work`. Runs it a few times and returns the fewest, because the server sometimes polls for work
   * meanwhile.
   */
  during(work: () => Promise<unknown>): Promise<string[]>;
}

const TIMES = 3;

export const recordedStatements = (): RecordedStatements => {
  let current: string[] = [];
  return {
    openStore: (location) =>
      openStore(location, {
        interceptor: async ({ sql }, run) => {
          current.push(sql);
          return run();
        },
      }),
    during: async (work) => {
      let fewest: string[] | undefined;
      for (let time = 0; time < TIMES; time++) {
        current = [];
        await work();
        const seen = current;
        if (!fewest || seen.length < fewest.length) fewest = seen;
      }
      return fewest ?? [];
    },
  };
};
