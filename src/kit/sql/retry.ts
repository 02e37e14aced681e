import { setTimeout as sleep } from 'node:timers/promises';
import { isConcurrencyFailure } from './errors.ts';

/** How often a transaction is run, if nothing else is said, that the database ends in favour of others. */
const ATTEMPTS = 8;
const FIRST_DELAY_MS = 10;
const LONGEST_DELAY_MS = 500;

/**
 * Runs `attempt` again if the database rolled it back in favour of a concurrent transaction, after a random pause that
 * grows, because two that met would meet again. Throws any other error, and the last one.
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
