import type { Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** What is to run later, at least once (embedded queue). */
export interface JobRows {
  id: string;
  queue: string;
  payload: string;
  run_at: Timestamp;
  attempts: number;
}

declare module '../tables.ts' {
  interface Tables {
    jobs: JobRows;
  }
}

export const jobs = table('jobs', {
  key: ['id'],
  deletedWith: {},
  // They follow from the state: tasks/unfinished.ts.
  holdsState: false,
});
