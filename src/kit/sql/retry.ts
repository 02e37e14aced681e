import { sleep } from '../flow/sleep.ts';
import { isConcurrencyFailure } from './errors.ts';

/** Default number of attempts, the first included. */
const ATTEMPTS = 8;
const FIRST_DELAY_MS = 10;
const LONGEST_DELAY_MS = 500;

/**
 * Runs `attempt`, and retries it if the database rolled it back in favour of a concurrent transaction. Waits with an
 * exponential back-off and full jitter, so that two transactions do not collide again. Throws any other error at once,
 * and the last attempt's error.
 */
export const retryConcurrencyFailures = async <T>(
  attempt: () => Promise<T>,
  attempts = ATTEMPTS,
): Promise<T> => {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (made === attempts || !isConcurrencyFailure(error)) throw error;
    }
    await sleep(Math.random() * Math.min(FIRST_DELAY_MS * 2 ** made, LONGEST_DELAY_MS));
  }
};
