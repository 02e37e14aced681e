import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { JobRow, JobTable, Outcome } from '../../kit/queue/table.ts';
import type { Store } from '../index.ts';
import { prepare } from '../prepare.ts';
import type { Queries } from '../tables.ts';

/** The table of the embedded queue. */
export const createJobTable = (store: Pick<Store, 'reads' | 'transaction'>): JobTable<Queries> => ({
  insert: async (tx, job) => {
    await insert.run(tx, job);
  },
  findDue: (now, limit) =>
    store.reads
      .selectFrom('jobs')
      .selectAll()
      .where('run_at', '<=', now)
      .orderBy('run_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  findNextRun: async (now) => {
    const row = await store.reads
      .selectFrom('jobs')
      .select('run_at')
      .where('run_at', '>', now)
      .orderBy('run_at')
      .limit(1)
      .executeTakeFirst();
    return row?.run_at;
  },
  settle: (outcomes) => store.transaction((tx) => settle(tx, outcomes)),
  keepDue: async (now, before, longestDelayMs) => {
    await store.transaction((tx) =>
      tx
        .updateTable('jobs')
        .set({ run_at: now })
        .where('run_at', '>', now)
        .where((job) =>
          job.or([
            job('run_at', '<=', before),
            job.and([job('attempts', '>', 0), job('run_at', '<=', plusMilliseconds(before, longestDelayMs))]),
          ]),
        )
        .execute(),
    );
  },
  makeDue: async (now, timed) => {
    await store.transaction((tx) =>
      tx
        .updateTable('jobs')
        .set({ run_at: now })
        .where('run_at', '>', now)
        .where((job) => job.or([job('attempts', '>', 0), job('queue', 'not in', [...timed])]))
        .execute(),
    );
  },
  countDue: async (now) => {
    const rows = await store.reads
      .selectFrom('jobs')
      .select(['queue', (count) => count.fn.countAll().as('count')])
      .where('run_at', '<=', now)
      .groupBy('queue')
      .orderBy('queue')
      .execute();
    return rows.map(({ queue, count }) => ({ queue, count: Number(count) }));
  },
  findBacklog: async (now, most) => {
    const due = store.reads
      .selectFrom('jobs')
      .select(['queue', 'run_at'])
      .where('run_at', '<=', now)
      .orderBy('run_at')
      .limit(most);
    const rows = await store.reads
      .selectFrom(due.as('due'))
      .select(['queue', ({ fn }) => fn.countAll().as('count'), ({ fn }) => fn.min('run_at').as('oldest')])
      .groupBy('queue')
      .execute();
    return rows.map(({ queue, count, oldest }) => ({ queue, count: Number(count), oldest }));
  },
  deleteAll: async (tx) => {
    await tx.deleteFrom('jobs').execute();
  },
});

const insert = prepare((db, job: JobRow) => db.insertInto('jobs').values(job));

const putOff = prepare((db, { id, ...values }: Pick<JobRow, 'id' | 'run_at' | 'attempts'>) =>
  db.updateTable('jobs').set(values).where('id', '=', id),
);
const remove = prepare((db, { id }: { id: string }) => db.deleteFrom('jobs').where('id', '=', id));

/** Runs a statement per job: one for however many would be built and prepared anew for each number of them. */
const settle = async (tx: Queries, outcomes: readonly Outcome[]): Promise<void> => {
  for (const { id, job } of outcomes) {
    if (job) await putOff.run(tx, { id, run_at: job.run_at, attempts: job.attempts });
    else await remove.run(tx, { id });
  }
};
