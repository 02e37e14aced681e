import type { Families, Family } from '../../kit/metrics/family.ts';
import { createMeters, type Meters } from '../../kit/metrics/meters.ts';

/** What is counted as it happens. The values of every label come from a closed list: never an id, never a caller's text. */

const counter = <const Labels extends readonly string[]>(
  name: string,
  labels: Labels,
  { help, reading }: { help: string; reading: string },
) => ({ type: 'counter', name, labels, help, reading, of: 'node' }) as const satisfies Family;

const durations = <const Labels extends readonly string[]>(
  name: string,
  labels: Labels,
  { buckets, help, reading }: { buckets: readonly number[]; help: string; reading: string },
) => ({ type: 'histogram', name, labels, buckets, help, reading, of: 'node' }) as const satisfies Family;

/** From an indexed read to the five seconds that a Start… operation waits. */
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STEP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** A target has at most 10 to 30 seconds. */
const DELIVERY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const counted = {
  requests: counter('cosell_requests_total', ['service', 'operation', 'outcome'], {
    help: 'Requests that were answered, by service, operation, and outcome: ok, or the name of the error.',
    reading:
      'Services: `partnercentral-selling`, `events`, `sts`, and `cosell` for the operator’s actions. The operation is `unknown` if the request named none. ' +
      'Alarm on `InternalServerException`, `InternalException`, `InternalFailure` and `ServiceUnavailable`; the other errors are the callers’ own.',
  }),
  requestDuration: durations('cosell_request_duration_seconds', ['service', 'operation'], {
    buckets: REQUEST_SECONDS,
    help: 'How long requests took, from their head to their response.',
    reading: 'A `Start…` operation includes the wait for its task (`--task-wait`), so look at it apart.',
  }),
  tasksEnded: counter('cosell_tasks_ended_total', ['task', 'outcome', 'reason'], {
    help: 'Tasks that ended, by the operation that started them, COMPLETE or FAILED, and the reason code of a failure.',
    reading:
      '`reason` is empty for COMPLETE. Alarm on `InternalError`: a step failed again and again on this side.',
  }),
  taskSteps: counter('cosell_task_steps_total', ['task', 'step', 'outcome'], {
    help: 'Steps of tasks that were run, by outcome: done, failed, retried or throttled.',
    reading: 'Many `retried` point to the database; `throttled` to an account’s quota.',
  }),
  stepDuration: durations('cosell_task_step_duration_seconds', ['task', 'step'], {
    buckets: STEP_SECONDS,
    help: 'How long the transactions of task steps took, those that were retried too.',
    reading: 'Mostly the wait for the commit.',
  }),
  snapshotJobInvocations: counter('cosell_snapshot_job_invocations_total', [], {
    help: 'Runs of resource snapshot jobs: Invocations.',
    reading: 'One for each running snapshot job of an opportunity that changed, and one when it is started.',
  }),
  snapshotJobErrors: counter('cosell_snapshot_job_errors_total', [], {
    help: 'Runs of resource snapshot jobs that the account can mend: Errors.',
    reading:
      'The role in the selling system settings is missing or may not; `LastFailure` of the job says why.',
  }),
  snapshotJobFaults: counter('cosell_snapshot_job_faults_total', [], {
    help: 'Runs of resource snapshot jobs that failed on our side: Faults.',
    reading: 'Alarm on any.',
  }),
  deliveries: counter('cosell_deliveries_total', ['target', 'outcome'], {
    help: 'Attempts to deliver an event, by kind of target and outcome: delivered, or the error code of EventBridge.',
    reading:
      'A target that fails is retried, so one event may fail many times. Alarm on a share of failures that lasts.',
  }),
  deliveryDuration: durations('cosell_delivery_duration_seconds', ['target'], {
    buckets: DELIVERY_SECONDS,
    help: 'How long attempts to deliver an event took.',
    reading: 'A slow target delays only itself.',
  }),
  throttled: counter('cosell_throttled_total', ['class'], {
    help: 'Calls and steps of tasks beyond the quotas of their account, by class of quota.',
    reading: 'Nothing without quotas. Which account it was is in the audit log, not here.',
  }),
  jobFailures: counter('cosell_job_failures_total', ['queue', 'outcome'], {
    help: 'Runs of jobs that failed, by queue and outcome: retried, throttled or given_up.',
    reading: 'Alarm on `given_up`. The queue `jobs` stands for errors of the queue itself.',
  }),
} as const satisfies Families;

/** What counts, for one server. */
export type CosellMeters = Meters<typeof counted>;

export const createCosellMeters = (): CosellMeters => createMeters(counted);
