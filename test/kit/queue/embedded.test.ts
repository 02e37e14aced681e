import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { plusMilliseconds } from '../../../src/kit/flow/clock.ts';
import { createEmbeddedQueue } from '../../../src/kit/queue/embedded.ts';
import { type JobHandler, jobName } from '../../../src/kit/queue/jobs.ts';
import { randomIds } from '../../../src/model/identifiers.ts';
import { type JobsOptions, jobsOptions } from '../../../src/server/backing.ts';
import type { StoreLocation } from '../../../src/store/index.ts';
import { DAY, movableClock } from '../../support/clock.ts';
import { eventually } from '../../support/engine.ts';
import { type FailingStore, failingStore } from '../../support/failing-store.ts';
import { temporaryFolder } from '../../support/server.ts';

type Options = Partial<JobsOptions> & {
  /** Whether the jobs wait for a time. Default true. */
  isTimed?: boolean;
  location?: StoreLocation;
  run?: (id: string) => Promise<void>;
  giveUp?: (id: string) => Promise<void>;
};

const job = jobName<{ id: string }>('run-task');

/** A queue whose jobs note their names; everything of it is closed when the test is over. */
const queue = async ({ location = 'memory', isTimed = true, run, giveUp, ...options }: Options = {}) => {
  const plan: FailingStore = failingStore();
  const store = await plan.openStore(location);
  const clock = movableClock();
  const ran: string[] = [];
  const givenUp: string[] = [];
  const errors: { message: string; attempts: number; givenUp: boolean; at: number }[] = [];
  const onError: JobsOptions['onError'] = (error, { attempts, givenUp }) =>
    errors.push({ message: (error as Error).message, attempts, givenUp, at: Date.parse(clock.now()) });
  const jobs = createEmbeddedQueue({
    ...jobsOptions({ store, clock, ids: randomIds, kinds: new Map(), onError }),
    ...options,
  });
  const handler: JobHandler<{ id: string }> = {
    isTimed,
    run: async ({ id }) => {
      ran.push(id);
      await run?.(id);
    },
    giveUp: async ({ id }) => {
      givenUp.push(id);
      await giveUp?.(id);
    },
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= jobs.stop().then(() => store.close());
    return closed;
  };
  onTestFinished(close);
  return {
    clock,
    store,
    plan,
    ran,
    givenUp,
    errors,
    jobs,
    close,
    start: () => jobs.start({ 'run-task': handler }),
    /** Asks for jobs, all in one transaction, `delay` milliseconds from now. */
    enqueue: (names: string[], delay?: number) =>
      store.transaction(async (tx) => {
        const runAt = delay === undefined ? undefined : plusMilliseconds(clock.now(), delay);
        for (const id of names) await jobs.enqueue(tx, job, { id }, runAt);
      }),
    rows: () => store.reads.selectFrom('jobs').selectAll().execute(),
  };
};

type TestQueue = Awaited<ReturnType<typeof queue>>;

const names = (count: number, prefix = 'job'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

const isEmpty = ({ rows }: TestQueue) =>
  eventually(async () => ((await rows()).length === 0 ? true : undefined));

/** A promise that the test resolves. */
const gate = () => Promise.withResolvers<void>();

test('jobs run in the order in which they were asked for, and leave no rows', async () => {
  const test = await queue({ concurrency: 1 });
  test.start();
  await test.enqueue(['first']);
  await isEmpty(test);
  for (const name of names(20)) await test.enqueue([name]);
  await isEmpty(test);
  expect(test.ran).toEqual(['first', ...names(20)]);
  expect(test.errors).toEqual([]);
});

test('jobs that are asked for while earlier ones wait in the table begin behind those', async () => {
  // Slower than they are asked for, so that there is no room in memory for all.
  const test = await queue({ concurrency: 1, run: () => sleep(2) });
  test.start();
  for (const name of names(100)) await test.enqueue([name]);
  await isEmpty(test);
  expect(test.ran).toEqual(names(100));
});

test('a job does not run before its transaction is durable, and not at all when that is rolled back', async () => {
  const test = await queue();
  test.start();
  const { store, jobs, ran } = test;
  const failed = store.transaction(async (tx) => {
    await jobs.enqueue(tx, job, { id: 'undone' });
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  await store.transaction(async (tx) => {
    await jobs.enqueue(tx, job, { id: 'kept' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran).toEqual([]);
  });
  await isEmpty(test);
  expect(ran).toEqual(['kept']);
});

test('no more jobs run at once than allowed, and all places are used', async () => {
  let running = 0;
  let most = 0;
  const open = gate();
  const test = await queue({
    concurrency: 5,
    run: async () => {
      running += 1;
      most = Math.max(most, running);
      await open.promise;
      running -= 1;
    },
  });
  test.start();
  await test.enqueue(names(40));
  await eventually(() => running === 5 || undefined);
  open.resolve();
  await isEmpty(test);
  expect(most).toBe(5);
  expect(test.ran).toHaveLength(40);
});

test('thousands of jobs beyond the room in memory all run, each once', async () => {
  const test = await queue({ concurrency: 2 });
  await test.enqueue(names(1500, 'before'));
  test.start();
  for (let batch = 0; batch < 15; batch++) await test.enqueue(names(100, `batch-${batch}`));
  await isEmpty(test);
  // And from rest, when the table is known to be empty.
  await test.enqueue(names(1000, 'from-rest'));
  await isEmpty(test);
  expect(test.ran).toHaveLength(4000);
  expect(new Set(test.ran).size).toBe(4000);
});

test('jobs that wait in the table are not overtaken by later ones', async () => {
  const open = gate();
  const test = await queue({ concurrency: 1, run: () => open.promise });
  test.start();
  await test.enqueue(names(30, 'early'));
  for (let index = 0; index < 3; index++) {
    test.clock.advance(5);
    await test.enqueue([`late-${index}`]);
  }
  open.resolve();
  await isEmpty(test);
  expect(test.ran.slice(-3)).toEqual(['late-0', 'late-1', 'late-2']);
});

// A steady stream keeps the queue busy for ever; what is done has to be written down meanwhile.
test('rows of jobs that are done go away while others keep coming', async () => {
  const test = await queue({ concurrency: 1 });
  test.start();
  let most = 0;
  for (let batch = 0; batch < 60; batch++) {
    await test.enqueue(names(10, `batch-${batch}`));
    most = Math.max(most, (await test.rows()).length);
  }
  await isEmpty(test);
  expect(most).toBeLessThan(600);
});

test('a failing job is run again after growing delays, and then given up once', async () => {
  const test = await queue({
    attempts: 4,
    firstDelayMs: 10_000,
    run: async () => {
      throw new Error('no luck');
    },
  });
  test.start();
  await test.enqueue(['unlucky']);
  await eventually(async () => {
    test.clock.advance(1000);
    return (await test.rows()).length === 0 || undefined;
  });
  expect(test.errors.map(({ attempts, givenUp }) => [attempts, givenUp])).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [4, true],
  ]);
  const gaps = test.errors.slice(1).map(({ at }, index) => at - (test.errors[index]?.at ?? 0));
  for (const [index, least] of [10_000, 20_000, 40_000].entries()) {
    expect(gaps[index]).toBeGreaterThanOrEqual(least);
  }
  expect(test.givenUp).toEqual(['unlucky']);
  expect(test.ran).toHaveLength(4);
});

test('a job that can neither be run nor given up is tried again later', async () => {
  let failures = 3;
  const fail = async () => {
    failures -= 1;
    if (failures >= 0) throw new Error('no luck');
  };
  const test = await queue({ attempts: 1, run: fail, giveUp: fail });
  test.start();
  await test.enqueue(['stubborn']);
  await eventually(async () => {
    test.clock.advance(10_000);
    return (await test.rows()).length === 0 || undefined;
  });
  expect(test.ran).toEqual(['stubborn', 'stubborn']);
  expect(test.givenUp).toEqual(['stubborn', 'stubborn']);
});

test('one failing job does not hold up the others', async () => {
  const test = await queue({
    concurrency: 1,
    run: async (id) => {
      if (id === 'bad') throw new Error('no luck');
    },
  });
  test.start();
  await test.enqueue(['bad', ...names(10)]);
  await eventually(async () => (await test.rows()).length === 1 || undefined);
  expect(test.ran).toEqual(['bad', ...names(10)]);
});

test('a job for later waits for its time, and a jump of the clock is noticed', async () => {
  const test = await queue();
  test.start();
  await test.enqueue(['fortnight'], 15 * DAY);
  await test.enqueue(['tomorrow'], DAY);
  await test.enqueue(['now']);
  await eventually(() => test.ran.length === 1 || undefined);
  test.clock.advance(DAY - 60_000);
  await test.enqueue(['later']);
  await eventually(() => test.ran.length === 2 || undefined);
  expect(test.ran).toEqual(['now', 'later']);
  test.clock.advance(60_000);
  await eventually(() => test.ran.length === 3 || undefined);
  test.clock.advance(15 * DAY);
  await isEmpty(test);
  expect(test.ran).toEqual(['now', 'later', 'tomorrow', 'fortnight']);
});

test('a job for a moment soon to come runs without any jump', async () => {
  const test = await queue();
  test.start();
  await test.enqueue(['second'], 60);
  await test.enqueue(['first'], 20);
  await isEmpty(test);
  expect(test.ran).toEqual(['first', 'second']);
});

test('a restart goes on with what is left: due, failed before, and for later', async () => {
  const location = { folder: await temporaryFolder() };
  const before = await queue({
    location,
    run: async (id) => {
      if (id === 'failed') throw new Error('no luck');
    },
  });
  before.start();
  await before.enqueue(['done', 'failed']);
  await before.enqueue(['tomorrow'], DAY);
  await eventually(async () => (await before.rows()).some((row) => row.attempts === 1) || undefined);
  await before.close();

  const after = await queue({ location });
  await after.enqueue(['new']);
  after.start();
  await eventually(() => after.ran.includes('new') || undefined);
  after.clock.advance(2 * DAY);
  await isEmpty(after);
  expect(after.ran.toSorted()).toEqual(['failed', 'new', 'tomorrow']);
});

test.each([
  ['what was due', false, ['due', 'failed']],
  ['what failed before, but not what waits for a time', true, ['failed']],
])('after a restart with a clock that was set back, %s is due', async (_what, isTimed, due) => {
  const location = { folder: await temporaryFolder() };
  const before = await queue({
    location,
    isTimed,
    run: async () => {
      throw new Error('no luck');
    },
  });
  before.start();
  await before.enqueue(['failed']);
  await eventually(async () => (await before.rows()).some((row) => row.attempts === 1) || undefined);
  await before.jobs.stop();
  await before.enqueue(['due']);
  if (isTimed) await before.enqueue(['tomorrow'], DAY);
  await before.close();

  const after = await queue({ location, isTimed });
  after.clock.advance(-10 * DAY);
  after.start();
  await eventually(() => after.ran.length === due.length || undefined);
  expect(after.ran.toSorted()).toEqual(due);
  after.clock.advance(12 * DAY);
  await isEmpty(after);
});

test('jobs that wait in the table run, though the machine’s clock is set back, which is no jump', async () => {
  let offset = 0;
  const clock = { now: () => new Date(Date.now() + offset).toISOString(), onJump: () => {} };
  const open = gate();
  const test = await queue({ concurrency: 1, clock, run: () => open.promise });
  test.start();
  await test.enqueue(names(100));
  await eventually(() => test.ran.length === 1 || undefined);
  offset = -DAY;
  open.resolve();
  await isEmpty(test);
  expect(test.ran.toSorted()).toEqual(names(100).toSorted());
});

test('stop waits for what runs, starts nothing more, and leaves the rest for the next start', async () => {
  const location = { folder: await temporaryFolder() };
  const open = gate();
  const test = await queue({ location, concurrency: 2, run: () => open.promise });
  test.start();
  await test.enqueue(names(5));
  await eventually(() => test.ran.length === 2 || undefined);
  let stopped = false;
  const stopping = test.jobs.stop().then(() => {
    stopped = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stopped).toBe(false);
  open.resolve();
  await stopping;
  expect(test.ran).toHaveLength(2);
  expect(await test.rows()).toHaveLength(3);
  await test.jobs.stop();
  await test.close();

  const next = await queue({ location });
  next.start();
  await isEmpty(next);
  expect([...test.ran, ...next.ran].toSorted()).toEqual(names(5));
});

test('when the store fails for a while, nothing is lost and nothing spins', async () => {
  const test = await queue({ concurrency: 4, firstDelayMs: 5 });
  test.start();
  test.plan.failNext(4, 'delete jobs');
  test.plan.failNext(3, 'select jobs');
  await test.enqueue(names(200));
  await eventually(() => test.plan.failures === 7 || undefined);
  await isEmpty(test);
  expect(test.ran).toEqual(names(200));
  expect(test.errors).toHaveLength(7);
});

test('stop ends though the store fails; the jobs that ran run again in the next process', async () => {
  const location = { folder: await temporaryFolder() };
  const test = await queue({ location, firstDelayMs: 3_600_000 });
  test.start();
  test.plan.failNext(1000, 'delete jobs');
  await test.enqueue(names(3));
  await eventually(() => test.errors.length > 0 || undefined);
  await test.close();
  const next = await queue({ location });
  next.start();
  await isEmpty(next);
  expect(next.ran.toSorted()).toEqual(names(3));
});

test('a job that nobody knows how to run stays where it is and hurts nobody', async () => {
  const test = await queue({ attempts: 1 });
  await test.store.transaction((tx) =>
    tx
      .insertInto('jobs')
      .values({ id: 'x', queue: 'from-the-future', payload: '{}', run_at: '2020-01-01', attempts: 0 })
      .execute(),
  );
  await test.store.transaction((tx) =>
    tx
      .insertInto('jobs')
      .values({ id: 'y', queue: 'run-task', payload: 'no JSON', run_at: '2020-01-01', attempts: 0 })
      .execute(),
  );
  test.start();
  await test.enqueue(names(3));
  await eventually(() => (test.ran.length === 3 && test.errors.length === 4) || undefined);
  // What became of jobs is written down after they ran.
  await eventually(async () => (await test.rows()).length === 2 || undefined);
  expect((await test.rows()).map((row) => row.id).toSorted()).toEqual(['x', 'y']);
});

// Whatever comes together, every job runs and every row goes: there is no wake-up that gets lost.
test('any mix of batches, delays, failures and places is worked off to the end', async () => {
  const batch = fc.record({
    size: fc.integer({ min: 1, max: 30 }),
    delay: fc.constantFrom(undefined, 0, 1, 5, 20),
    pause: fc.boolean(),
  });
  const scenario = fc.record({
    batches: fc.array(batch, { minLength: 1, maxLength: 8 }),
    concurrency: fc.integer({ min: 1, max: 4 }),
    failEvery: fc.constantFrom(0, 3, 7),
    slow: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ batches, concurrency, failEvery, slow }) => {
      const failed = new Set<string>();
      const test = await queue({
        concurrency,
        firstDelayMs: 2,
        run: async (id) => {
          if (slow) await new Promise((resolve) => setImmediate(resolve));
          const number = Number(id.split('-').at(-1));
          if (failEvery === 0 || number % failEvery !== 0 || failed.has(id)) return;
          failed.add(id);
          throw new Error('no luck the first time');
        },
      });
      test.start();
      const asked: string[] = [];
      for (const [index, { size, delay, pause }] of batches.entries()) {
        const batchNames = names(size, `batch-${index}`);
        asked.push(...batchNames);
        const enqueued = test.enqueue(batchNames, delay);
        if (pause) await enqueued;
        else enqueued.catch(() => {});
      }
      await eventually(async () => {
        const succeeded = test.ran.length - failed.size;
        return (succeeded === asked.length && (await test.rows()).length === 0) || undefined;
      });
      expect(new Set(test.ran)).toEqual(new Set(asked));
      expect(test.ran).toHaveLength(asked.length + failed.size);
      await test.close();
    }),
    { numRuns: 25 },
  );
});
