import type { Pump } from '../../events/delivery/pump.ts';
import { performance } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import type { Jobs } from '../../kit/queue/jobs.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
const POLL_MS = 10;

/**
 * Resolves once nothing is due or running. After `timeout` milliseconds, throws an Error that says what still is.
 */
export const idle = async (
  jobs: Pick<Jobs<never>, 'due'>,
  pump: Pick<Pump, 'isIdle'>,
  timeout = DEFAULT_TIMEOUT_MS,
): Promise<void> => {
  const deadline = performance.now() + timeout;
  for (;;) {
    const doing = await stillDoing(jobs, pump);
    if (doing.length === 0) return;
    if (performance.now() >= deadline) {
      throw new Error(`The server is not idle after ${timeout} ms: ${doing.join(', ')}.`);
    }
    await sleep(POLL_MS);
  }
};

/** Describes what is due or running. */
const stillDoing = async (jobs: Pick<Jobs<never>, 'due'>, pump: Pick<Pump, 'isIdle'>): Promise<string[]> => {
  const due = await jobs.due();
  const doing = due.map(
    ({ queue, count }) => `${count} ${queue} ${count === 1 ? 'job' : 'jobs'} due or running`,
  );
  // Checked last, because jobs cause events.
  return (await pump.isIdle()) ? doing : [...doing, 'events on their way to targets (see targets.list)'];
};
