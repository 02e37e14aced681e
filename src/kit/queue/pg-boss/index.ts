import { fromKysely, type JobWithMetadata, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import type { Clock, Timestamp } from '../../flow/clock.ts';
import { oneAtATime } from '../../flow/one-at-a-time.ts';
import { handlerOf, type JobHandler, type Jobs, ofQueue, type QueueOptions } from '../jobs.ts';
import { ATTEMPTS, deadLetters, type PgBossDatabase, prepareDatabase, settingsFor } from './database.ts';
import { createRunner, type Runner } from './runner.ts';

export type PgBossQueueOptions<Tx> = QueueOptions<Tx> & PgBossDatabase;

const GIVE_UPS_AT_ONCE = 4;

/** What pg-boss keeps of a job. */
interface Data {
  payload: unknown;
  /** By the queue's clock. pg-boss itself counts from now, by the database's. */
  runAt?: Timestamp;
}

/**
 * The queue of any number of nodes on one PostgreSQL: pg-boss keeps the jobs, moves those of dead nodes, and delays
 * those that failed, by 1 to 2 seconds first, then twice as long each time, up to a minute.
 * A job that failed for good goes to a dead letter queue, whose name is the queue's and `.dead`. From there `giveUp` is
 * run until it succeeds; the job is kept there, with its error, to be read.
 */
export const createPgBossQueue = async <Tx extends KyselyTransactionLike>(
  options: PgBossQueueOptions<Tx>,
): Promise<Jobs<Tx>> => {
  const { clock, onError, queues, schema, concurrency = 64, attempts: limit = ATTEMPTS } = options;
  const onQueueError = (error: unknown): void => onError(error, ofQueue);
  await prepareDatabase(options, limit);
  const boss = new PgBoss(settingsFor(options));
  boss.on('error', onQueueError);
  await boss.start();

  const allQueues = [...queues, ...queues.map(deadLetters)];
  const runners = new Map<string, Runner>();
  let listening: Promise<{ close(): Promise<void> } | undefined> | undefined;

  const runJob = async (queue: string, handler: JobHandler<unknown>, job: JobWithMetadata<Data>) => {
    const { payload, runAt } = job.data;
    // The database's clock may be ahead of the queue's, or that one was set back.
    if (runAt && runAt > clock.now()) {
      const jumpsBefore = jumps;
      await boss.send(queue, job.data, { startAfter: secondsUntil(runAt, clock) });
      if (jumps !== jumpsBefore) void catchingUp.run();
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

  const startQueue = (queue: string, handler: JobHandler<unknown>): void => {
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

  /** If this fails, only polls are left. */
  const listen = async () => {
    try {
      return await boss.getDb().listen?.(schema, (queue) => runners.get(queue)?.wake(), wakeAll);
    } catch (error) {
      onQueueError(error);
      return undefined;
    }
  };

  /** This node takes the job if it has capacity; else it tells the others. If neither succeeds, a poll finds it. */
  const announce = (queue: string): void => {
    const runner = runners.get(queue);
    if (runner?.hasCapacity) runner.wake();
    else boss.getDb().executeSql('select pg_notify($1, $2)', [schema, queue]).catch(onQueueError);
  };

  /** How often the clock has jumped: a job that was asked for meanwhile may wait for the wrong moment. */
  let jumps = 0;
  /** After the clock has jumped, now or while no node was there. One after another, so that the latest time counts. */
  const catchingUp = oneAtATime(() => waitAnew({ boss, clock, schema, queues }).then(wakeAll, onQueueError));
  clock.onJump(() => {
    jumps += 1;
    return catchingUp.run();
  });

  return {
    enqueue: async (tx, { name: queue }, payload, runAt) => {
      const later = runAt !== undefined && runAt > clock.now();
      const data: Data = later ? { payload, runAt } : { payload };
      const delay = later ? { startAfter: secondsUntil(runAt, clock) } : {};
      const jumpsBefore = jumps;
      await boss.send(queue, data, { db: fromKysely(tx), ...delay });
      options.afterCommit(tx, () => {
        if (!later) announce(queue);
        else if (jumps !== jumpsBefore) void catchingUp.run();
      });
    },
    due: async () => {
      const { rows } = await boss.getDb().executeSql(
        `select name as queue, count(*)::integer as count from ${schema}.job
         where name = any($1)
           and (state = 'active' or (state in ('created', 'retry') and start_after <= now()))
         group by name order by name`,
        [allQueues],
      );
      return rows as { queue: string; count: number }[];
    },
    clear: async (tx) => {
      await fromKysely(tx).executeSql(
        `delete from ${schema}.job where name = any($1) and state in ('created', 'retry')`,
        [allQueues],
      );
    },
    start: (handlers) => {
      for (const queue of queues) startQueue(queue, handlerOf(handlers, queue));
      listening = listen();
      void catchingUp.run();
    },
    stop: async () => {
      const drained = Promise.all([...runners.values()].map((runner) => runner.stop()));
      await (await listening)?.close();
      await drained;
      await catchingUp.ended();
      await boss.stop({ graceful: false });
    },
  };
};

/** The delay before a node looks again for a job whose moment only a jump of the clock can bring nearer. */
const FROZEN_SECONDS = 60;

const secondsUntil = (moment: Timestamp, clock: Clock): number => {
  const seconds = (Date.parse(moment) - Date.parse(clock.now())) / 1000;
  return Math.max(seconds, clock.isFrozen ? FROZEN_SECONDS : 0.001);
};

/**
 * Jobs that wait for a moment of the clock wait for the moment of the database's clock at which it comes; those that are
 * due become so. Costs a scan of the jobs that wait, and a write for those whose moment moves by more than a second.
 */
const waitAnew = async ({
  boss,
  clock,
  schema,
  queues,
}: Pick<PgBossDatabase, 'schema' | 'queues'> & { boss: PgBoss; clock: Clock }): Promise<void> => {
  await boss.getDb().executeSql(
    `with waiting as (
       select name, id, now() + greatest((data->>'runAt')::timestamptz - $2::timestamptz, interval '0') as due
       from ${schema}.job
       where name = any($1) and state = 'created' and data->>'runAt' is not null
     )
     update ${schema}.job as job set start_after = waiting.due
     from waiting
     where job.name = waiting.name and job.id = waiting.id and job.state = 'created'
       and case when waiting.due <= now() then job.start_after > now()
         else abs(extract(epoch from job.start_after - waiting.due)) > 1 end`,
    [queues, clock.now()],
  );
};
