import { createPgBossJobs } from '../../src/jobs/pg-boss.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';

/** A process that takes the jobs of a database, says so, and never ends one: to be killed. */
const jobs = await createPgBossJobs({
  databaseUrl: process.argv[2] ?? '',
  clock: systemClock,
  onError: (error) => process.stderr.write(`${error}\n`),
});
const handler = {
  run: ({ id }: { id: string }) => {
    process.stdout.write(`running ${id}\n`);
    return new Promise<void>(() => {});
  },
  giveUp: async () => {},
};
jobs.start({ 'run-task': handler, 'expire-invitation': handler, 'review-opportunity': handler });
