import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Clock } from '../kit/flow/clock.ts';
import type { Timestamp } from '../model/contract.ts';
import { afterCommit } from '../store/index.ts';
import type { EmbeddedJobsOptions } from './embedded.ts';
import type { JobHandler, JobHandlers, Jobs, Queue } from './jobs.ts';
import { ATTEMPTS, deadLetters, prepareDatabase, QUEUES, SCHEMA, settingsFor } from './pg-boss-database.ts';
import { createRunner, type Runner } from './pg-boss-runner.ts';

export interface PgBossJobsOptions
  extends Pick<EmbeddedJobsOptions, 'clock' | 'onError' | 'concurrency' | 'attempts'> {
  /** The database of the store: a job is kept in the transaction that asks for it. */
  databaseUrl: string;
}

/** Where nodes without a free place tell the others of work. */
const CHANNEL = 'cosell_jobs';
const GIVE_UPS_AT_ONCE = 4;

/** What pg-boss keeps of a job. */
interface Data {
  payload: unknown;
  /** By our clock. pg-boss itself counts from now, by the database's. */
  runAt?: Timestamp;
}

/**
 * The queue of any number of nodes on one PostgreSQL: pg-boss keeps the jobs, moves those of dead nodes, and delays
 * those that failed, by 1 to 2 seconds first, then twice as long each time, up to a minute.
 * A job that failed for good goes to a dead letter queue, `run-task.dead` for one, from where `giveUp` is run until
 * it succeeds; it is kept there, with its error, to be read.
 */
export const createPgBossJobs = async (options: PgBossJobsOptions): Promise<Jobs> => {
  const { clock, onError, concurrency = 64, attempts: limit = ATTEMPTS } = options;
  const onQueueError = (error: unknown): void =>
    onError(error, { queue: 'jobs', payload: '', attempts: 0, givenUp: false });
  await prepareDatabase(options.databaseUrl, limit);
  const boss = new PgBoss(settingsFor(options.databaseUrl));
  boss.on('error', onQueueError);
  await boss.start();

  const runners = new Map<string, Runner>();
  let listening: Promise<{ close(): Promise<void> } | undefined> | undefined;

  const runJob = async (queue: Queue, handler: JobHandler<unknown>, job: JobWithMetadata<Data>) => {
    const { payload, runAt } = job.data;
    // The database's clock may be ahead of ours, or ours was set back.
    if (runAt && runAt > clock.now()) {
      const jumpsBefore = jumps;
      await boss.send(queue, job.data, { startAfter: secondsUntil(runAt, clock) });
      if (jumps !== jumpsBefore) void catchUp();
      return;
    }
    try {
      await handler.run(payload);
    } catch (error) {
      const attempts = job.retryCount + 1;
      onError(error, { queue, payload: JSON.stringify(payload), attempts, givenUp: attempts >= limit });
      throw error;
    }
  };

  const startQueue = (queue: Queue, handler: JobHandler<unknown>): void => {
    const common = { boss, onError: onQueueError };
    runners.set(
      queue,
      createRunner<Data>({
        ...common,
        name: queue,
        concurrency,
        whenDone: 'delete',
        run: (job) => runJob(queue, handler, job),
      }),
    );
    runners.set(
      deadLetters(queue),
      createRunner<Data>({
        ...common,
        name: deadLetters(queue),
        concurrency: GIVE_UPS_AT_ONCE,
        whenDone: 'keep',
        run: (job) => handler.giveUp(job.data.payload, job.sourceOutput),
      }),
    );
  };

  const wakeAll = (): void => {
    for (const runner of runners.values()) runner.wake();
  };

  /** Where this fails, polling is what is left. */
  const listen = async () => {
    try {
      return await boss.getDb().listen?.(CHANNEL, (queue) => runners.get(queue)?.wake(), wakeAll);
    } catch (error) {
      onQueueError(error);
      return undefined;
    }
  };

  /** This node takes the job if it has room; else it tells the others. Without either, somebody finds it. */
  const announce = (queue: Queue): void => {
    const runner = runners.get(queue);
    if (runner?.hasRoom) runner.wake();
    else boss.getDb().executeSql('select pg_notify($1, $2)', [CHANNEL, queue]).catch(onQueueError);
  };

  /** How often our clock has jumped: a job asked for meanwhile may wait for the wrong moment. */
  let jumps = 0;
  let catchingUp: Promise<void> = Promise.resolve();
  /** Our clock may have jumped, now or while no node was there. One after another, so that the latest time counts. */
  const catchUp = (): Promise<void> => {
    catchingUp = catchingUp.then(() => waitAnew(boss, clock)).then(wakeAll, onQueueError);
    return catchingUp;
  };
  clock.onJump(() => {
    jumps += 1;
    return catchUp();
  });

  return {
    enqueue: async (tx, queue, payload, runAt) => {
      const later = runAt !== undefined && runAt > clock.now();
      const data: Data = later ? { payload, runAt } : { payload };
      const delay = later ? { startAfter: secondsUntil(runAt, clock) } : {};
      const jumpsBefore = jumps;
      await boss.send(queue, data, { db: fromKysely(tx), ...delay });
      afterCommit(tx, () => {
        if (!later) announce(queue);
        else if (jumps !== jumpsBefore) void catchUp();
      });
    },
    due: async () => {
      const { rows } = await boss.getDb().executeSql(
        `select name as queue, count(*)::integer as count from ${SCHEMA}.job
         where name = any($1)
           and (state = 'active' or (state in ('created', 'retry') and start_after <= now()))
         group by name order by name`,
        [[...QUEUES, ...QUEUES.map(deadLetters)]],
      );
      return rows as { queue: string; count: number }[];
    },
    clear: async (tx) => {
      await fromKysely(tx).executeSql(
        `delete from ${SCHEMA}.job where name = any($1) and state in ('created', 'retry')`,
        [[...QUEUES, ...QUEUES.map(deadLetters)]],
      );
    },
    start: (handlers: JobHandlers) => {
      for (const queue of QUEUES) startQueue(queue, handlers[queue] as JobHandler<unknown>);
      listening = listen();
      void catchUp();
    },
    stop: async () => {
      const drained = Promise.all([...runners.values()].map((runner) => runner.stop()));
      await (await listening)?.close();
      await drained;
      await catchingUp;
      await boss.stop({ graceful: false });
    },
  };
};

/** Seconds before somebody looks again for a job whose moment only a jump of the clock can bring nearer. */
const FROZEN_SECONDS = 60;

const secondsUntil = (moment: Timestamp, clock: Clock): number => {
  const seconds = (Date.parse(moment) - Date.parse(clock.now())) / 1000;
  return Math.max(seconds, clock.isFrozen ? FROZEN_SECONDS : 0.001);
};

/**
 * Jobs that wait for a moment of our clock wait for the moment of the database's at which it comes; those that are due
 * become so. Costs a look at each job that waits, and a write for those whose moment is another by more than a second.
 */
const waitAnew = async (boss: PgBoss, clock: Clock): Promise<void> => {
  await boss.getDb().executeSql(
    `with waiting as (
       select name, id, now() + greatest((data->>'runAt')::timestamptz - $2::timestamptz, interval '0') as due
       from ${SCHEMA}.job
       where name = any($1) and state = 'created' and data->>'runAt' is not null
     )
     update ${SCHEMA}.job as job set start_after = waiting.due
     from waiting
     where job.name = waiting.name and job.id = waiting.id and job.state = 'created'
       and case when waiting.due <= now() then job.start_after > now()
         else abs(extract(epoch from job.start_after - waiting.due)) > 1 end`,
    [QUEUES, clock.now()],
  );
};
