import type { Services } from '../changes/work.ts';
import { onBehalfOf } from '../kit/flow/on-behalf.ts';
import { once } from '../kit/flow/once.ts';
import type { JobHandlers } from '../kit/queue/jobs.ts';
import { loadFolder } from '../kit/service/load-folder.ts';
import type { JobKind } from './job-kind.ts';

/** Kinds of jobs by queue name. */
export type JobKinds = ReadonlyMap<string, JobKind>;

/** Loads the kinds of jobs, once. Each is a file in a subfolder. */
export const loadJobKinds = once((): Promise<JobKinds> => loadFolder(import.meta.url, isJobKind));

const isJobKind = (value: unknown): value is JobKind =>
  typeof value === 'object' && value !== null && 'giveUp' in value && 'findUnfinished' in value;

/** Returns the queue's handlers for these kinds of jobs. */
export const handlersOf = (kinds: JobKinds, services: Services): JobHandlers =>
  Object.fromEntries(
    [...kinds].map(([name, kind]) => [
      name,
      {
        isTimed: kind.isTimed,
        run: (payload) => onBehalfOf(kind.accountOf?.(payload), () => kind.run(services, payload)),
        giveUp: (payload) => kind.giveUp(services, payload),
      },
    ]),
  );
