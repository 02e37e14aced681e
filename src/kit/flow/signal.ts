/** Notifies listeners in this process, e.g. of events that it has committed. Those of other nodes are polled for. */
export interface Signal {
  announce(): void;
  /** Calls `listener` at each announcement until the returned function is called. */
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
