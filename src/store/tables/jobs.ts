import type { JobRow } from '../../kit/queue/table.ts';
import { table } from '../tables.ts';

declare module '../tables.ts' {
  interface Tables {
    jobs: JobRow;
  }
}

/** The jobs of the embedded queue. */
export const jobs = table('jobs', {
  key: ['id'],
  deletedWith: {},
  // Jobs derive from the state: jobs/unfinished.ts.
  holdsState: false,
  retention: {
    kept: 'until it has run: the expiry of an invitation that was answered at its time, 15 days after it was sent',
  },
});
