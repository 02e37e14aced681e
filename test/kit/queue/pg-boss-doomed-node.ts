import { systemClock } from '../../../src/kit/flow/clock.ts';
import { createPgBossQueue } from '../../../src/kit/queue/pg-boss/index.ts';
import { pgBossDatabase } from '../../../src/server/backing.ts';
import { afterCommit } from '../../../src/store/index.ts';

/** A process that takes the jobs of a database, says so, and never ends one: to be killed. */
const jobs = await createPgBossQueue({
  ...pgBossDatabase(process.argv[2] ?? '', ['run-task']),
  clock: systemClock,
  afterCommit,
  onError: (error) => process.stderr.write(`${error}\n`),
});
jobs.start({
  'run-task': {
    run: (payload) => {
      process.stdout.write(`running ${(payload as { id: string }).id}\n`);
      return new Promise<void>(() => {});
    },
    giveUp: async () => {},
  },
});
