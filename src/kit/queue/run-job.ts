import { type Clock, plusMilliseconds } from '../flow/clock.ts';
import { type FailedRun, handlerOf, type JobHandlers } from './jobs.ts';
import type { JobRow, Outcome } from './table.ts';

/** The longest back-off between two runs of a failing job. */
export const LONGEST_DELAY_MS = 60_000;

export interface RunOptions {
  clock: Clock;
  onError(error: unknown, run: FailedRun): void;
  /** Runs of a failing job before it is given up. */
  attempts: number;
  /** Back-off before the second run. It doubles for each further run, up to `LONGEST_DELAY_MS`. */
  firstDelayMs: number;
}

/** Runs a job once, and gives it up if its last attempt fails. Never throws. */
export const runJob = async (handlers: JobHandlers, job: JobRow, options: RunOptions): Promise<Outcome> => {
  const { clock, onError, attempts: limit, firstDelayMs } = options;
  const attempts = job.attempts + 1;
  const runAgain = (delayMs: number, attempts: number): Outcome => {
    const run_at = plusMilliseconds(clock.now(), delayMs);
    return { id: job.id, job: { ...job, run_at, attempts }, delayMs };
  };
  try {
    await handlerOf(handlers, job.queue).run(JSON.parse(job.payload), job.trace || undefined);
  } catch (error) {
    const givenUp = attempts >= limit;
    onError(error, { ...job, attempts, givenUp });
    if (!givenUp) return runAgain(Math.min(firstDelayMs * 2 ** (attempts - 1), LONGEST_DELAY_MS), attempts);
    try {
      await handlerOf(handlers, job.queue).giveUp(JSON.parse(job.payload), error);
    } catch (failure) {
      // Giving up failed too, e.g. because the database is down. The last attempt is repeated later.
      onError(failure, { ...job, attempts, givenUp: false });
      return runAgain(LONGEST_DELAY_MS, job.attempts);
    }
  }
  return { id: job.id };
};
