/** Notifies listeners in this process, e.g. of events that it has committed. Those of other nodes are polled for. */
export interface Signal<Message = void> {
  announce(message: Message): void;
  /** Calls `listener` at each announcement until the returned function is called. */
  listen(listener: (message: Message) => void): () => void;
  /** Whether there are listeners: without any, a message need not be made. */
  readonly isHeard: boolean;
}

export const createSignal = <Message = void>(): Signal<Message> => {
  const listeners = new Set<(message: Message) => void>();
  return {
    announce: (message) => {
      for (const listener of listeners) listener(message);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get isHeard() {
      return listeners.size > 0;
    },
  };
};
