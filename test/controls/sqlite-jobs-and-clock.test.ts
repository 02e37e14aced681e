import { expect, onTestFinished, test, vi } from 'vitest';
import { createServerClock } from '../../src/controls/clock.ts';
import { plusMilliseconds, systemClock } from '../../src/kit/flow/clock.ts';
import { createEmbeddedQueue } from '../../src/kit/queue/embedded.ts';
import { type JobHandler, jobName } from '../../src/kit/queue/jobs.ts';
import { randomIds } from '../../src/model/identifiers.ts';
import { jobsOptions } from '../../src/server/backing.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { DAY } from '../support/clock.ts';
import { eventually } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { temporaryFolder } from '../support/server.ts';

vi.mock('../../src/kit/flow/real-time.ts', () => import('../support/global-time.ts'));

/** A queue with a clock that the test moves. The first `failures` runs of a job fail. */
const queueOn = (store: Store, failures = 0) => {
  const clock = createServerClock(systemClock);
  const ran: string[] = [];
  const jobs = createEmbeddedQueue({
    ...jobsOptions({ store, clock, ids: randomIds, kinds: new Map(), onError: () => {} }),
    firstDelayMs: 20,
  });
  let left = failures;
  const handler: JobHandler<{ id: string }> = {
    isTimed: true,
    run: async ({ id }) => {
      if (left-- > 0) throw new Error('Not yet');
      ran.push(id);
    },
    giveUp: async () => {},
  };
  const start = () => jobs.start({ 'run-task': handler });
  const enqueue = (id: string, delay?: number) =>
    store.transaction((tx) =>
      jobs.enqueue(
        tx,
        jobName<{ id: string }>('run-task'),
        { id },
        delay === undefined ? undefined : plusMilliseconds(clock.now(), delay),
      ),
    );
  return { clock, ran, jobs, start, enqueue };
};

const freeze = { frozenAt: '2026-11-23T09:30:00.000Z' };
const has = (ran: string[], id: string) => eventually(() => (ran.includes(id) ? true : undefined));

test('while the clock is frozen nothing polls for jobs that cannot become due', async () => {
  const plan = failingStore();
  const store = await plan.openStore('memory');
  const { clock, ran, jobs, start, enqueue } = queueOn(store);
  onTestFinished(async () => {
    vi.useRealTimers();
    await jobs.stop();
    await store.close();
  });
  await clock.obey(freeze);
  start();
  await enqueue('soon', 1);
  await enqueue('now');
  await has(ran, 'now');
  await eventually(async () =>
    (await store.reads.selectFrom('jobs').selectAll().execute()).length === 1 ? true : undefined,
  );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await enqueue('soon too', 1);
  const { count } = plan;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(plan.count).toBe(count);
  vi.useRealTimers();
  await clock.obey({ frozenAt: plusMilliseconds(freeze.frozenAt, 1) });
  await has(ran, 'soon');
  await has(ran, 'soon too');
});

test('a failing job is retried while the clock is frozen, also after a restart', async () => {
  const location = { folder: await temporaryFolder() };
  const first = await openStore(location);
  const one = queueOn(first, 3);
  await one.clock.obey(freeze);
  one.start();
  await one.enqueue('failing');
  await has(one.ran, 'failing');

  await one.jobs.stop();
  const broken = queueOn(first, 1_000);
  await broken.clock.obey(freeze);
  broken.start();
  await broken.enqueue('interrupted');
  await eventually(async () => {
    const [row] = await first.reads.selectFrom('jobs').selectAll().execute();
    return row && row.attempts > 1 ? true : undefined;
  });
  await broken.jobs.stop();
  await first.close();

  const second = await openStore(location);
  const other = queueOn(second);
  onTestFinished(async () => {
    await other.jobs.stop();
    await second.close();
  });
  await other.clock.obey(freeze);
  other.start();
  await has(other.ran, 'interrupted');
});

test('when the clock is set back, due jobs stay due and waiting jobs wait', async () => {
  const store = await openStore('memory');
  const { clock, ran, jobs, start, enqueue } = queueOn(store);
  onTestFinished(async () => {
    await jobs.stop();
    await store.close();
  });
  await enqueue('due');
  await enqueue('later', DAY);
  await clock.obey({ offset: -400 * DAY });
  start();
  await has(ran, 'due');
  await enqueue('new');
  await has(ran, 'new');
  await clock.obey({ offset: DAY - 60_000 });
  await enqueue('newer');
  await has(ran, 'newer');
  expect(ran).toEqual(['due', 'new', 'newer']);
  await clock.obey({ offset: DAY });
  await has(ran, 'later');
});
