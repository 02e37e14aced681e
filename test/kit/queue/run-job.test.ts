import { expect, test, vi } from 'vitest';
import type { Clock } from '../../../src/kit/flow/clock.ts';
import type { FailedRun, JobHandler } from '../../../src/kit/queue/jobs.ts';
import { runJob } from '../../../src/kit/queue/run-job.ts';
import type { JobRow } from '../../../src/kit/queue/table.ts';

const clock: Clock = { now: () => '2026-11-23T09:30:00.000Z', onJump: () => {} };

const job = (attempts = 0, payload = '{"page":7}'): JobRow => ({
  id: 'job-1',
  queue: 'print',
  payload,
  run_at: '2026-11-23T09:00:00.000Z',
  attempts,
});

const setUp = (handler: Partial<JobHandler<unknown>> = {}) => {
  const print = { run: vi.fn(async () => {}), giveUp: vi.fn(async () => {}), ...handler };
  const failures: Omit<FailedRun, 'payload' | 'queue'>[] = [];
  const onError = (_error: unknown, { attempts, givenUp }: FailedRun): void =>
    void failures.push({ attempts, givenUp });
  const run = (row: JobRow) => runJob({ print }, row, { clock, onError, attempts: 3, firstDelayMs: 500 });
  return { print, failures, run };
};

const fail = async (): Promise<void> => {
  throw new Error('no paper');
};

test('a job is run with its payload, and then it is done', async () => {
  const { print, failures, run } = setUp();
  expect(await run(job())).toEqual({ id: 'job-1' });
  expect(print.run).toHaveBeenCalledWith({ page: 7 }, undefined);
  expect(failures).toEqual([]);
});

test.each([
  [0, 500, '2026-11-23T09:30:00.500Z'],
  [1, 1_000, '2026-11-23T09:30:01.000Z'],
])('after %i failures before, the next run comes after %i ms', async (attempts, delayMs, run_at) => {
  const { failures, run } = setUp({ run: fail });
  const next = { ...job(), run_at, attempts: attempts + 1 };
  expect(await run(job(attempts))).toEqual({ id: 'job-1', job: next, delayMs });
  expect(failures).toEqual([{ attempts: attempts + 1, givenUp: false }]);
});

test('no delay is longer than a minute', async () => {
  const options = { clock, onError: () => {}, attempts: 100, firstDelayMs: 500 };
  const { print } = setUp({ run: fail });
  expect(await runJob({ print }, job(50), options)).toMatchObject({ delayMs: 60_000 });
});

test('with its last failure a job is given up, and done', async () => {
  const { print, failures, run } = setUp({ run: fail });
  expect(await run(job(2))).toEqual({ id: 'job-1' });
  expect(print.giveUp).toHaveBeenCalledWith({ page: 7 }, new Error('no paper'));
  expect(failures).toEqual([{ attempts: 3, givenUp: true }]);
});

test('a job that cannot be given up keeps its last attempt for a minute later', async () => {
  const { failures, run } = setUp({ run: fail, giveUp: fail });
  const next = { ...job(2), run_at: '2026-11-23T09:31:00.000Z' };
  expect(await run(job(2))).toEqual({ id: 'job-1', job: next, delayMs: 60_000 });
  expect(failures).toEqual([
    { attempts: 3, givenUp: true },
    { attempts: 3, givenUp: false },
  ]);
});

test('a job whose payload is no JSON, or that no handler runs, fails like any other', async () => {
  const { print, run } = setUp();
  expect(await run(job(0, 'no JSON'))).toMatchObject({ delayMs: 500 });
  expect(await run({ ...job(), queue: 'fold' })).toMatchObject({ delayMs: 500 });
  expect(print.run).not.toHaveBeenCalled();
});
