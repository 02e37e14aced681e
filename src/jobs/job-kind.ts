import type { Services } from '../changes/work.ts';
import type { JobName } from '../kit/queue/jobs.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Queries } from '../store/tables.ts';

/** A job that the state asks for. */
export interface UnfinishedJob<Payload> {
  payload: Payload;
  /** Default at once. */
  runAt?: Timestamp;
}

/** All that is known of a kind of job. Code below this room enqueues it by its `JobName`. */
export interface JobKind<Payload = unknown> extends JobName<Payload> {
  /** Does the job. May run more than once, even concurrently. Throws to be run again later. */
  run(services: Services, payload: Payload): Promise<void>;
  /** Ends what the job works on once `run` has failed too often. */
  giveUp(services: Services, payload: Payload): Promise<void>;
  /** Finds the jobs of this kind that the state asks for. Scans its table. */
  findUnfinished(db: Queries): Promise<UnfinishedJob<Payload>[]>;
}
