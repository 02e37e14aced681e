import type { Journal } from '../../operator/journal.ts';
import { type LiveMessage, messageOf } from './message.ts';

/** How many calls are told per second: more than anybody reads, and few enough to cost little. */
const MOST_PER_SECOND = 100;
const SECOND_MS = 1_000;

/** Says that there were more calls than were told. */
const LOST_REQUESTS: LiveMessage = { event: 'lost', text: messageOf('lost', { what: 'requests' }) };

/**
 * Tells of the calls that this node answers, until the returned function is called. Stops for the rest of a second in which
 * there are too many, so that the cost is bounded whatever the load.
 */
export const followRequests = (
  journal: Pick<Journal, 'onEntry'>,
  tell: (message: LiveMessage) => void,
): (() => void) => {
  let told = 0;
  const begin = (): (() => void) =>
    journal.onEntry((entry) => {
      told += 1;
      if (told === MOST_PER_SECOND) stop();
      tell({ event: 'request', account: entry.account, text: messageOf('request', entry) });
    });
  let stop = begin();
  const timer = setInterval(() => {
    const wereTooMany = told >= MOST_PER_SECOND;
    told = 0;
    if (!wereTooMany) return;
    stop = begin();
    tell(LOST_REQUESTS);
  }, SECOND_MS).unref();
  return () => {
    clearInterval(timer);
    stop();
  };
};
