/** Work that runs one at a time. */
export interface OneAtATime {
  /**
   * Runs the work. A call during a run asks for one more run after it, which all such calls share. Resolves, or throws,
   * as the run does that began with the call or after it: it has seen all that was there before the call.
   */
  run(): Promise<void>;
  /** Resolves once nothing runs and nothing was asked for. Never throws. */
  ended(): Promise<void>;
}

/** Single flight. The first run begins within the call; a run that fails does not keep the next one from running. */
export const oneAtATime = (work: () => Promise<void>): OneAtATime => {
  let running: Promise<void> | undefined;
  let next: PromiseWithResolvers<void> | undefined;
  const attempt = async (): Promise<void> => work();

  const begin = ({ promise, resolve, reject }: PromiseWithResolvers<void>): Promise<void> => {
    // Before the work, which may call `run` itself.
    running = promise;
    const end = (settle: () => void): void => {
      const waiting = next;
      running = next = undefined;
      settle();
      if (waiting) begin(waiting);
    };
    attempt().then(
      () => end(resolve),
      (error) => end(() => reject(error)),
    );
    return promise;
  };

  return {
    run: () => {
      if (!running) return begin(Promise.withResolvers());
      next ??= Promise.withResolvers();
      return next.promise;
    },
    ended: async () => {
      while (running) await running.catch(() => {});
    },
  };
};

/** Lets calls during a run of `work` share it; the next call runs it again. */
export const sharedRun = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
};
