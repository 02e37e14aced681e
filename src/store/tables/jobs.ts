import type { JobRow } from '../../kit/queue/table.ts';
import { table } from '../tables.ts';

declare module '../tables.ts' {
  interface Tables {
    jobs: JobRow;
  }
}

/** The jobs of the queue in process. */
export const jobs = table('jobs', {
  key: ['id'],
  deletedWith: {},
  // They follow from the state: jobs/unfinished.ts.
  holdsState: false,
});
