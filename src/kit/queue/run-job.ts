import { type Clock, plusMilliseconds } from '../flow/clock.ts';
import { type FailedRun, handlerOf, type JobHandlers } from './jobs.ts';
import type { JobRow, Outcome } from './table.ts';

/** The longest delay between two runs of a failing job. */
export const LONGEST_DELAY_MS = 60_000;

export interface RunOptions {
  clock: Clock;
  onError(error: unknown, run: FailedRun): void;
  /** How often a failing job is run before it is given up. */
  attempts: number;
  /** The delay before the second run; each further one is twice as long, up to `LONGEST_DELAY_MS`. */
  firstDelayMs: number;
}

/** Runs a job once, or gives it up if that was its last attempt. Never throws. */
export const runJob = async (handlers: JobHandlers, job: JobRow, options: RunOptions): Promise<Outcome> => {
  const { clock, onError, attempts: limit, firstDelayMs } = options;
  const attempts = job.attempts + 1;
  const runAgain = (delayMs: number, attempts: number): Outcome => {
    const run_at = plusMilliseconds(clock.now(), delayMs);
    return { id: job.id, job: { ...job, run_at, attempts }, delayMs };
  };
  try {
    await handlerOf(handlers, job.queue).run(JSON.parse(job.payload));
  } catch (error) {
    const givenUp = attempts >= limit;
    onError(error, { ...job, attempts, givenUp });
    if (!givenUp) return runAgain(Math.min(firstDelayMs * 2 ** (attempts - 1), LONGEST_DELAY_MS), attempts);
    try {
      await handlerOf(handlers, job.queue).giveUp(JSON.parse(job.payload), error);
    } catch (failure) {
      // It cannot even be given up, as when the database fails: later, with the last attempt still to come.
      onError(failure, { ...job, attempts, givenUp: false });
      return runAgain(LONGEST_DELAY_MS, job.attempts);
    }
  }
  return { id: job.id };
};
