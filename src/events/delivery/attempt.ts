import type { Clock } from '../../kit/flow/clock.ts';
import type { FairTurns } from '../../kit/flow/fair-turns.ts';
import { onBehalfOf } from '../../kit/flow/on-behalf.ts';
import { nowMs, performance } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import { withinTime } from '../../kit/flow/within-time.ts';
import type { Tracing } from '../../kit/trace/span.ts';
import type { Ids } from '../../model/identifiers.ts';
import type { CosellMeters } from '../../model/metrics/counted.ts';
import type { Store } from '../../store/index.ts';
import type { SubscriptionKey } from '../../store/repositories/deliveries.ts';
import type { EventEnvelope } from '../catalogue.ts';
import { sendToDeadLetterQueue } from './dead-letter-queue.ts';
import type { Delivery, DeliveryHistory } from './history.ts';
import { type Deliverer, type Lease, LONGEST_ATTEMPT_MS } from './lease.ts';
import { describeFailure, type Failure } from './outcome.ts';
import type { ExhaustedCondition } from './retry.ts';
import type { Targets } from './targets/index.ts';
import type { DeliveryTarget } from './targets/target.ts';

export interface DeliveryServices extends Deliverer {
  store: Store;
  clock: Clock;
  ids: Ids;
  targets: Targets;
  meters: CosellMeters;
  /** Shares the event loop between accounts. */
  turns: FairTurns;
  /** Absent if nothing is traced. */
  tracing?: Tracing | undefined;
  /** Where attempts are noted; absent if it is off. */
  history?: Pick<DeliveryHistory, 'note'> | undefined;
}

export interface Signals {
  /** When aborted, no further attempt begins. */
  ending: AbortSignal;
  /** When aborted, the current attempt is cancelled and does not count. */
  aborting: AbortSignal;
}

/** The state of one delivery run for one subscription. */
export interface Run extends DeliveryServices {
  key: SubscriptionKey;
  lease: Lease;
  signals: Signals;
}

/** The longest sleep between checks of the target's rate limit, in milliseconds. */
const NAP_MS = 1_000;

/** The outcome of an attempt. */
export interface Attempt {
  failure: Failure | undefined;
  /** The HTTP status of the answer, if the target answers by HTTP. */
  status: number | undefined;
  milliseconds: number;
}

/**
 * Tries to deliver an event, after waiting for the target's rate limit and, if necessary, extending the lease. Returns
 * undefined if the attempt was cancelled.
 */
export const attempt = async (
  run: Run,
  target: DeliveryTarget,
  event: EventEnvelope,
): Promise<Attempt | undefined> => {
  const {
    lease,
    signals: { ending, aborting },
  } = run;
  for (let wait = -1; wait !== 0; ) {
    if (ending.aborted) return undefined;
    await lease.keep();
    wait = target.takePlace();
    if (wait > 0) await sleep(Math.min(wait, NAP_MS), undefined, { signal: ending }).catch(() => {});
  }
  const began = performance.now();
  const ended = (failure: Failure | undefined, status?: number): Attempt | undefined => {
    if (failure && aborting.aborted) return undefined;
    const milliseconds = performance.now() - began;
    countAttempt(run, target, failure?.code ?? 'delivered', milliseconds);
    return { failure, status, milliseconds: Math.round(milliseconds * 10) / 10 };
  };
  try {
    const result = await traced(run, event, () =>
      withinTime(aborting, LONGEST_ATTEMPT_MS, (limit) => target.deliver(event, limit)),
    );
    return ended(result?.code === undefined ? undefined : result, result?.status);
  } catch (error) {
    const { name = 'error' } = (error ?? {}) as Error;
    return ended({ code: 'UNKNOWN', message: `The attempt failed unexpectedly: ${name}.` });
  }
};

const countAttempt = (
  { meters }: Run,
  { kind }: DeliveryTarget,
  outcome: string,
  milliseconds: number,
): void => {
  meters.deliveries.count([kind, outcome]);
  meters.deliveryDuration.measure([kind], milliseconds / 1000);
};

/** Runs an attempt in a trace of its own: that of what caused the event belongs to another account. */
const traced = async <T extends { code?: string | undefined } | undefined>(
  { tracing, key }: Run,
  event: EventEnvelope,
  deliver: () => Promise<T>,
): Promise<T> => {
  if (!tracing) return deliver();
  const span = tracing.caused('send event', 'producer', undefined, {
    ...{
      'messaging.system': 'cosell',
      'messaging.operation.type': 'send',
      'messaging.operation.name': 'send',
    },
    ...{ 'messaging.message.id': event.id, 'cosell.account': event.account },
    'cosell.target.kind': key.id.split('/')[0],
  });
  try {
    const result = await onBehalfOf(key.account_id || undefined, deliver, { span });
    span.end(result?.code);
    return result;
  } catch (error) {
    span.end(error instanceof Error ? error.name : 'error');
    throw error;
  }
};

/**
 * Sends a dead event to the target's dead-letter queue. Returns the error for the dead letter, including that of the
 * queue.
 */
export const reportDeath = async (
  { targets, signals, lease }: Run,
  target: DeliveryTarget,
  event: EventEnvelope,
  death: { lastError: string; attempts: number; condition: ExhaustedCondition | undefined },
): Promise<string> => {
  if (!target.deadLetterQueue) return death.lastError;
  await lease.keep();
  const queue = target.deadLetterQueue;
  const failure = await withinTime(signals.aborting, LONGEST_ATTEMPT_MS, (limit) =>
    sendToDeadLetterQueue(targets.aws, queue, event, death, limit),
  );
  if (!failure) return death.lastError;
  return `${death.lastError} Its dead-letter queue did not take it: ${describeFailure(failure)}`;
};

/** What is noted of an attempt. */
interface Noted extends Pick<Delivery, 'outcome' | 'retryAt' | 'deadLetter' | 'failure'> {
  sequence: number;
  event: EventEnvelope;
  attempt: number;
  isAgain?: boolean;
  made?: Attempt;
}

/** Notes an attempt in the history of this node. Called once what follows from it is stored. */
export const note = (
  { history, clock, key }: Run,
  { kind }: Pick<DeliveryTarget, 'kind'>,
  { sequence, event, made, failure = made?.failure, isAgain = false, ...rest }: Noted,
): void =>
  history?.note({
    ...rest,
    time: clock.now(),
    realTimeMs: nowMs(),
    account: key.account_id,
    target: key.id,
    kind,
    event: { id: event.id, type: event['detail-type'], account: event.account, sequence },
    isAgain,
    milliseconds: made?.milliseconds ?? 0,
    status: made?.status,
    failure: failure && { code: failure.code, message: failure.message },
  });
