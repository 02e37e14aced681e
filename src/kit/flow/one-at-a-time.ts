/** Work that never runs concurrently with itself. */
export interface OneAtATime {
  /**
   * Runs the work. Calls during a run share one further run after it. Resolves or rejects as the run that began with or
   * after the call, so that run has seen everything that existed before the call.
   */
  run(): Promise<void>;
  /** Resolves once no run is in progress or requested. Never throws. */
  ended(): Promise<void>;
}

/** Single flight. The first run starts synchronously. A failed run does not prevent the next one. */
export const oneAtATime = (work: () => Promise<void>): OneAtATime => {
  let running: Promise<void> | undefined;
  let next: PromiseWithResolvers<void> | undefined;
  const attempt = async (): Promise<void> => work();

  const begin = ({ promise, resolve, reject }: PromiseWithResolvers<void>): Promise<void> => {
    // Set before the work starts, because the work may call `run` itself.
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

/** Calls during a run of `work` share that run; the next call starts a new one. */
export const sharedRun = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
};
