import type { Logger } from 'pino';
import type { Clock } from '../../kit/flow/clock.ts';
import type { FairTurns } from '../../kit/flow/fair-turns.ts';
import { onBehalfOf } from '../../kit/flow/on-behalf.ts';
import { nowMs, performance } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import { withinTime } from '../../kit/flow/within-time.ts';
import type { Span, Tracing } from '../../kit/trace/span.ts';
import type { Ids } from '../../model/identifiers.ts';
import type { CosellMeters } from '../../model/metrics/counted.ts';
import type { Store } from '../../store/index.ts';
import type { SubscriptionKey } from '../../store/repositories/deliveries.ts';
import type { TracedCause } from '../../store/tables/events.ts';
import type { EventEnvelope } from '../catalogue.ts';
import { sendToDeadLetterQueue } from './dead-letter-queue.ts';
import type { Delivery, DeliveryHistory } from './history.ts';
import { type Deliverer, type Lease, LONGEST_ATTEMPT_MS } from './lease.ts';
import { logAttempt } from './log-attempt.ts';
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
  log: Logger;
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
  /** Undefined if nothing is traced. */
  span: Pick<Span, 'traceId' | 'spanId'> | undefined;
}

/**
 * Tries to deliver an event, after waiting for the target's rate limit and, if necessary, extending the lease. Returns
 * undefined if the attempt was cancelled.
 */
export const attempt = async (
  run: Run,
  target: DeliveryTarget,
  event: EventEnvelope,
  cause: TracedCause,
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
  const span = beginSpan(run, event, cause);
  const ended = (failure: Failure | undefined, status?: number): Attempt | undefined => {
    if (failure && aborting.aborted) return undefined;
    const milliseconds = performance.now() - began;
    countAttempt(run, target, failure?.code ?? 'delivered', milliseconds);
    return { failure, status, milliseconds: Math.round(milliseconds * 10) / 10, span };
  };
  try {
    const result = await traced(run, span, () =>
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

/**
 * Begins the span of an attempt: in the trace of what caused the event if the target's account did that, or if the target is the
 * operator's own. Otherwise in a trace of its own, linked to it, because the target is told of its span, and must not learn of
 * another account's trace.
 */
const beginSpan = ({ tracing, key }: Run, event: EventEnvelope, { trace, traced_for }: TracedCause) =>
  tracing?.caused('send event', 'producer', trace ?? undefined, {
    isWithin: key.account_id === '' || key.account_id === traced_for,
    attributes: {
      'messaging.system': 'cosell',
      'messaging.operation.type': 'send',
      'messaging.operation.name': 'send',
      'messaging.message.id': event.id,
      'cosell.account': event.account,
      'cosell.target.kind': key.id.split('/')[0],
    },
  });

const traced = async <T extends { code?: string | undefined } | undefined>(
  { key }: Run,
  span: Span | undefined,
  deliver: () => Promise<T>,
): Promise<T> => {
  if (!span) return deliver();
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

/** Notes an attempt in the log, and in the history of this node. Called once what follows from it is stored. */
export const note = (
  { history, log, clock, key }: Run,
  { kind }: Pick<DeliveryTarget, 'kind'>,
  { sequence, event, made, failure = made?.failure, isAgain = false, ...rest }: Noted,
): void => {
  const { milliseconds = 0, status, span } = made ?? {};
  const { outcome, attempt } = rest;
  logAttempt(log, {
    ...{ account: key.account_id, kind, event: event.id, outcome, attempt, milliseconds, status },
    ...{ error: failure?.code, traceId: span?.traceId, spanId: span?.spanId },
  });
  history?.note({
    ...rest,
    time: clock.now(),
    realTimeMs: nowMs(),
    account: key.account_id,
    target: key.id,
    kind,
    event: { id: event.id, type: event['detail-type'], account: event.account, sequence },
    isAgain,
    milliseconds,
    status,
    failure: failure && { code: failure.code, message: failure.message },
    traceId: span?.traceId,
  });
};
