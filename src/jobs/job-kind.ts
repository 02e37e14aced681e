import type { Services } from '../changes/work.ts';
import type { JobName } from '../kit/queue/jobs.ts';
import type { AccountId, Timestamp } from '../model/contract.ts';
import type { Queries } from '../store/tables.ts';

/** A job that has to exist because of the state. */
export interface UnfinishedJob<Payload> {
  payload: Payload;
  /** Default now. */
  runAt?: Timestamp;
}

/** The definition of a kind of job. Code below this room enqueues it by its `JobName`. */
export interface JobKind<Payload = unknown> extends JobName<Payload> {
  /** Runs the job. May be called more than once, even concurrently. Throws to be retried later. */
  run(services: Services, payload: Payload): Promise<void>;
  /** Ends what the job works on when its attempts are used up. */
  giveUp(services: Services, payload: Payload): Promise<void>;
  /** Returns the account on whose behalf a job runs. Default none. */
  accountOf?(payload: Payload): AccountId | undefined;
  /** Whether jobs of this kind wait for a time of the clock; `run` checks that it has come. Default false. */
  isTimed?: boolean;
  /** Returns the jobs of this kind that have to exist because of the state. Scans its table. */
  findUnfinished(db: Queries): Promise<UnfinishedJob<Payload>[]>;
}
