import { createSignal } from '../../kit/flow/signal.ts';
import type { Slices } from '../../kit/flow/slices.ts';
import { type LiveMessage, LOST } from './message.ts';

/** Maximum number of messages that wait for one reader. Their bytes are shared by all readers. */
const MOST_WAITING = 1_000;

/**
 * The messages that wait until a reader has taken the ones before.
 *
 * @param waking wakes the readers, some in each turn of the event loop: hundreds are told of the same thing.
 */
export const createBacklog = (waking: Pick<Slices<() => void>, 'add'>) => {
  const added = createSignal();
  let waiting: LiveMessage[] = [];
  let isWaking = false;
  const wake = (): void => {
    isWaking = false;
    added.announce();
  };
  return {
    /** Adds a message. A reader that does not keep up is told that it has lost some, instead. */
    add: (message: LiveMessage): void => {
      if (waiting.length >= MOST_WAITING) waiting = [LOST];
      else waiting.push(message);
      if (isWaking) return;
      isWaking = true;
      waking.add([wake]);
    },
    take: (): readonly LiveMessage[] => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    onAdded: added.listen,
  };
};
