import { clearInterval, setInterval } from '../../kit/flow/real-time.ts';
import { type LiveMessage, messageOf } from './message.ts';

/** How many entries of a kind are told per second: more than anybody reads, and few enough to cost little. */
const MOST_PER_SECOND = 100;
const SECOND_MS = 1_000;

/** A list that grows on this node: the journal of requests, the history of deliveries. */
export interface Entries<Entry> {
  onEntry(listener: (entry: Entry) => void): () => void;
}

/**
 * Tells of the entries that this node adds to a list, until the returned function is called. Stops for the rest of a second
 * in which there are too many, so that the cost is bounded whatever the load, and says then that some were not told.
 */
export const followEntries = <Entry>(
  entries: Entries<Entry>,
  messageOfEntry: (entry: Entry) => LiveMessage,
  /** Whose list has to be read again: `requests`, `deliveries`. */
  what: string,
  tell: (message: LiveMessage) => void,
): (() => void) => {
  let told = 0;
  const begin = (): (() => void) =>
    entries.onEntry((entry) => {
      told += 1;
      if (told === MOST_PER_SECOND) stop();
      tell(messageOfEntry(entry));
    });
  let stop = begin();
  const timer = setInterval(() => {
    const wereTooMany = told >= MOST_PER_SECOND;
    told = 0;
    if (!wereTooMany) return;
    stop = begin();
    tell({ event: 'lost', bytes: messageOf('lost', { what }) });
  }, SECOND_MS).unref();
  return () => {
    clearInterval(timer);
    stop();
  };
};
