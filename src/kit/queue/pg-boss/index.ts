import { fromKysely, type JobWithMetadata, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import type { Clock, Timestamp } from '../../flow/clock.ts';
import { currentSpan } from '../../flow/on-behalf.ts';
import { oneAtATime } from '../../flow/one-at-a-time.ts';
import { nowMs } from '../../flow/real-time.ts';
import { type Backlog, handlerOf, type JobHandler, type Jobs, ofQueue, type QueueOptions } from '../jobs.ts';
import { createStartTags } from '../start-tags.ts';
import {
  ATTEMPTS,
  deadLetters,
  LONGEST_DELAY_SECONDS,
  type PgBossDatabase,
  prepareDatabase,
  settingsFor,
} from './database.ts';
import { createRunner, type Runner } from './runner.ts';

export type PgBossQueueOptions<Tx> = QueueOptions<Tx> & PgBossDatabase;

const GIVE_UPS_AT_ONCE = 4;
/** 2020-01-01. */
const PRIORITIES_SINCE_SECONDS = 1_577_836_800;

/** What pg-boss stores of a job. */
interface Data {
  payload: unknown;
  /** By the queue's clock. pg-boss itself uses a delay by the database's clock. */
  runAt?: Timestamp;
  /** The `traceparent` of what enqueued it. Absent if that was not traced. */
  trace?: string;
}

/**
 * The queue of any number of nodes on one PostgreSQL. pg-boss stores the jobs, reassigns those of dead nodes, and retries
 * failed ones with exponential back-off from 1 to 2 seconds up to a minute.
 * A job that has used up its attempts goes to a dead letter queue, named after its queue with `.dead`. From there `giveUp`
 * is retried until it succeeds. The job is kept there, with its error, for the operator.
 */
export const createPgBossQueue = async <Tx extends KyselyTransactionLike>(
  options: PgBossQueueOptions<Tx>,
): Promise<Jobs<Tx>> => {
  const { clock, onError, queues, schema, concurrency = 64, attempts: limit = ATTEMPTS } = options;
  const onQueueError = (error: unknown): void => onError(error, ofQueue);
  await prepareDatabase(options, limit);
  const boss = new PgBoss(settingsFor(options));
  boss.on('error', onQueueError);
  await boss.start().catch(async (error) => {
    await boss.stop({ graceful: false });
    throw error;
  });

  const tagOf = createStartTags();
  /** The earlier a job counts, the higher its priority. pg-boss stores it in 32 bits, which suffice for 68 years. */
  const priorityOf = (key: string | undefined): number =>
    Math.ceil(PRIORITIES_SINCE_SECONDS - tagOf(key, nowMs() / 1000));
  const allQueues = [...queues, ...queues.map(deadLetters)];
  const runners = new Map<string, Runner>();
  let listening: Promise<{ close(): Promise<void> } | undefined> | undefined;

  const runJob = async (queue: string, handler: JobHandler<unknown>, job: JobWithMetadata<Data>) => {
    const { payload, runAt, trace } = job.data;
    // The database's clock may be ahead of the queue's, or the queue's was set back.
    if (runAt && runAt > clock.now()) {
      const jumpsBefore = jumps;
      await boss.send(queue, job.data, { startAfter: secondsUntil(runAt, clock) });
      if (jumps !== jumpsBefore) void catchingUp.run();
      return;
    }
    try {
      await handler.run(payload, trace);
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

  /** If this fails, only polls find jobs of other nodes. */
  const listen = async () => {
    try {
      return await boss.getDb().listen?.(schema, (queue) => runners.get(queue)?.wake(), wakeAll);
    } catch (error) {
      onQueueError(error);
      return undefined;
    }
  };

  /** Tells the other nodes of jobs. One of them fetches all that are there, so a message tells of all that are enqueued while the one before is sent. */
  const tellings = new Map(
    allQueues.map((queue) => [
      queue,
      oneAtATime(async () => {
        await boss.getDb().executeSql('select pg_notify($1, $2)', [schema, queue]);
      }),
    ]),
  );

  /** This node takes the job if it has capacity; otherwise it notifies the others. If neither succeeds, a poll finds it. */
  const announce = (queue: string): void => {
    const runner = runners.get(queue);
    if (runner?.hasCapacity) runner.wake();
    else tellings.get(queue)?.run().catch(onQueueError);
  };

  /** Number of clock jumps. A job that was enqueued across a jump may be delayed to the wrong time. */
  let jumps = 0;
  /** Runs after a clock jump, also one while no node ran. Serial, so that the latest time wins. */
  const catchingUp = oneAtATime(() => waitAnew({ boss, clock, schema, queues }).then(wakeAll, onQueueError));
  clock.onJump(() => {
    jumps += 1;
    return catchingUp.run();
  });

  return {
    enqueue: async (tx, { name: queue }, payload, runAt) => {
      const later = runAt !== undefined && runAt > clock.now();
      const trace = currentSpan()?.traceparent;
      const data: Data = { payload, ...(later && { runAt }), ...(trace !== undefined && { trace }) };
      const delay = later ? { startAfter: secondsUntil(runAt, clock) } : {};
      const jumpsBefore = jumps;
      const priority = priorityOf(options.keyOf?.(queue, payload));
      await boss.send(queue, data, { db: fromKysely(tx), priority, ...delay });
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
    backlog: async (most) => {
      const { rows } = await boss.getDb().executeSql(
        `select name as queue, count(*)::integer as count,
           extract(epoch from now() - min(start_after))::double precision as "oldestSeconds"
         from (select name, start_after from ${schema}.job
           where name = any($1)
             and (state = 'active' or (state in ('created', 'retry') and start_after <= now()))
           limit $2) as due
         group by name order by name`,
        [allQueues, most],
      );
      return rows as Backlog[];
    },
    clear: async (tx) => {
      await fromKysely(tx).executeSql(
        `delete from ${schema}.job where name = any($1) and state in ('created', 'retry')`,
        [allQueues],
      );
    },
    deleteGivenUp: async (before, most) => {
      // By the queue's clock, though pg-boss writes that of the database: a clock that was moved ahead makes them older.
      const { rows } = await boss.getDb().executeSql(
        `delete from ${schema}.job where (name, id) in (
           select name, id from ${schema}.job
           where name = any($1) and state = 'completed' and completed_on < $2::timestamptz
           limit $3 for update skip locked)
         returning id`,
        [queues.map(deadLetters), before, most],
      );
      return rows.length;
    },
    start: (handlers) => {
      for (const queue of queues) startQueue(queue, handlerOf(handlers, queue));
      listening = listen();
      void makeDue({ boss, schema, queues: allQueues })
        .catch(onQueueError)
        .then(() => catchingUp.run());
    },
    stop: async () => {
      const drained = Promise.all([...runners.values()].map((runner) => runner.stop()));
      await (await listening)?.close();
      await drained;
      await catchingUp.ended();
      await Promise.all([...tellings.values()].map((telling) => telling.ended()));
      await boss.stop({ graceful: false });
    },
  };
};

/** The retry delay of a job that waits for a frozen clock. */
const FROZEN_SECONDS = 60;

const secondsUntil = (moment: Timestamp, clock: Clock): number => {
  const seconds = (Date.parse(moment) - Date.parse(clock.now())) / 1000;
  return Math.max(seconds, clock.isFrozen ? FROZEN_SECONDS : 0.001);
};

/**
 * Makes jobs due that wait only because the database's clock was set back: those that wait for no time, and those that
 * failed and wait for longer than any back-off. Costs a scan of the waiting jobs.
 */
const makeDue = async ({
  boss,
  schema,
  queues,
}: Pick<PgBossDatabase, 'schema' | 'queues'> & { boss: PgBoss }): Promise<void> => {
  await boss.getDb().executeSql(
    `update ${schema}.job set start_after = now()
     where name = any($1) and start_after > now()
       and (state = 'created' and data->>'runAt' is null
         or state = 'retry' and start_after > now() + make_interval(secs => $2))`,
    [queues, LONGEST_DELAY_SECONDS],
  );
};

/**
 * Recomputes, for each job that waits for a time of the queue's clock, the database time at which it is due. Costs a scan
 * of the waiting jobs, and a write for each whose due time moves by more than a second or that becomes due.
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
