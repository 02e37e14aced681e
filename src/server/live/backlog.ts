import { createSignal } from '../../kit/flow/signal.ts';
import { type LiveMessage, LOST } from './message.ts';

/** Maximum number of messages that wait for one reader. Their texts are shared by all readers. */
const MOST_WAITING = 1_000;

/** The messages that wait until a reader has taken the ones before. */
export const createBacklog = () => {
  const added = createSignal();
  let waiting: LiveMessage[] = [];
  return {
    /** Adds a message. A reader that does not keep up is told that it has lost some, instead. */
    add: (message: LiveMessage): void => {
      if (waiting.length >= MOST_WAITING) waiting = [LOST];
      else waiting.push(message);
      added.announce();
    },
    take: (): readonly LiveMessage[] => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    onAdded: added.listen,
  };
};
