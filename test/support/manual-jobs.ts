import type { JobHandlers, Jobs } from '../../src/kit/queue/jobs.ts';
import { afterCommit } from '../../src/store/index.ts';
import type { Queries } from '../../src/store/tables.ts';

interface Waiting {
  queue: string;
  payload: unknown;
}

/** A queue that runs jobs only on demand, so that a test decides what happens in between. */
export const manualJobs = () => {
  let waiting: Waiting[] = [];
  let handlers: JobHandlers | undefined;

  /** Runs a job once. Throws what the job throws. */
  const deliver = async ({ queue, payload }: Waiting): Promise<void> => {
    if (!handlers) throw new Error('The server has not started its jobs');
    await handlers[queue]?.run(payload);
  };
  /** Takes the waiting jobs of tasks, oldest first. */
  const takeTasks = (): Waiting[] => {
    const tasks = waiting.filter((job) => job.queue === 'run-task');
    waiting = waiting.filter((job) => job.queue !== 'run-task');
    return tasks;
  };
  return {
    createJobs: (): Jobs<Queries> => ({
      enqueue: async (tx, { name: queue }, payload) =>
        afterCommit(tx, () => waiting.push({ queue, payload })),
      due: async () =>
        [...Map.groupBy(waiting, ({ queue }) => queue)].map(([queue, jobs]) => ({
          queue,
          count: jobs.length,
        })),
      backlog: async () => [],
      clear: async (tx) =>
        afterCommit(tx, () => {
          waiting = [];
        }),
      deleteGivenUp: async () => 0,
      start: (known) => {
        handlers = known;
      },
      stop: async () => {},
    }),
    deliver,
    takeTasks,
    /** Runs the waiting tasks one after another. */
    runTasks: async (): Promise<void> => {
      for (const task of takeTasks()) await deliver(task);
    },
    /** Gives up a job, as a queue does after its last attempt. */
    giveUp: async ({ queue, payload }: Waiting): Promise<void> => {
      await handlers?.[queue]?.giveUp(payload, new Error('too often'));
    },
  };
};
