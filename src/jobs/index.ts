import type { Services } from '../changes/work.ts';
import { onBehalfOf } from '../kit/flow/on-behalf.ts';
import { once } from '../kit/flow/once.ts';
import type { JobHandlers } from '../kit/queue/jobs.ts';
import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import { endingWith } from '../kit/trace/in-span.ts';
import type { Tracing } from '../kit/trace/span.ts';
import type { JobKind } from './job-kind.ts';

/** Kinds of jobs by queue name. */
export type JobKinds = ReadonlyMap<string, JobKind>;

/** Loads the kinds of jobs, once. Each is a file in a subfolder. */
export const loadJobKinds = once(
  (): Promise<JobKinds> => loadFolder(modulesBelow(import.meta.url), isJobKind),
);

const isJobKind = (value: unknown): value is JobKind =>
  typeof value === 'object' && value !== null && 'giveUp' in value && 'findUnfinished' in value;

/** Returns the queue's handlers for these kinds of jobs. Each run is a trace of its own, linked to what enqueued the job. */
export const handlersOf = (kinds: JobKinds, services: Services, tracing?: Tracing): JobHandlers =>
  Object.fromEntries(
    [...kinds].map(([name, kind]) => [
      name,
      {
        isTimed: kind.isTimed,
        run: (payload, cause) => {
          const account = kind.accountOf?.(payload);
          const run = () => kind.run(services, payload);
          if (!tracing) return onBehalfOf(account, run);
          const span = tracing.caused(name, 'consumer', cause, {
            attributes: { 'cosell.account': account },
          });
          return onBehalfOf(account, () => endingWith(span, run), { span });
        },
        giveUp: (payload) => kind.giveUp(services, payload),
      },
    ]),
  );
