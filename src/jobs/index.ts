import type { Services } from '../changes/work.ts';
import { once } from '../kit/flow/once.ts';
import type { JobHandlers } from '../kit/queue/jobs.ts';
import { loadFolder } from '../kit/service/load-folder.ts';
import type { JobKind } from './job-kind.ts';

/** The kinds of jobs by the names of their queues. */
export type JobKinds = ReadonlyMap<string, JobKind>;

/** Finds the kinds of jobs, once: each has a file in a folder of this one. */
export const loadJobKinds = once((): Promise<JobKinds> => loadFolder(import.meta.url, isJobKind));

const isJobKind = (value: unknown): value is JobKind =>
  typeof value === 'object' && value !== null && 'giveUp' in value && 'findUnfinished' in value;

/** What the queue calls for each kind of job. */
export const handlersOf = (kinds: JobKinds, services: Services): JobHandlers =>
  Object.fromEntries(
    [...kinds].map(([name, kind]) => [
      name,
      {
        run: (payload) => kind.run(services, payload),
        giveUp: (payload) => kind.giveUp(services, payload),
      },
    ]),
  );
