/** Tells those who wait, in this process, that events were committed by it. Other nodes' are found by looking. */
export interface Signal {
  announce(): void;
  /** Calls `listener` at each announcement, until the function answered is called. */
  listen(listener: () => void): () => void;
}

export const createSignal = (): Signal => {
  const listeners = new Set<() => void>();
  return {
    announce: () => {
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
