import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../kit/flow/clock.ts';
import type { FairTurns } from '../../kit/flow/fair-turns.ts';
import { withinTime } from '../../kit/flow/within-time.ts';
import type { Ids } from '../../model/identifiers.ts';
import type { Store } from '../../store/index.ts';
import type { SubscriptionKey } from '../../store/repositories/deliveries.ts';
import type { EventEnvelope } from '../catalogue.ts';
import { sendToDeadLetterQueue } from './dead-letter-queue.ts';
import { type Lease, LONGEST_ATTEMPT_MS } from './lease.ts';
import { describeFailure, type Failure } from './outcome.ts';
import type { ExhaustedCondition } from './retry.ts';
import type { Targets } from './targets/index.ts';
import type { DeliveryTarget } from './targets/target.ts';

export interface DeliveryServices {
  store: Store;
  clock: Clock;
  ids: Ids;
  targets: Targets;
  /** Shares the event loop between accounts. */
  turns: FairTurns;
  /** The name of this node in leases. */
  owner: string;
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

/** The outcome of an attempt; undefined if it was cancelled. */
type Attempt = { failure: Failure | undefined } | undefined;

/** Tries to deliver an event, after waiting for the target's rate limit and, if necessary, extending the lease. */
export const attempt = async (run: Run, target: DeliveryTarget, event: EventEnvelope): Promise<Attempt> => {
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
  try {
    const failure = await withinTime(aborting, LONGEST_ATTEMPT_MS, (limit) => target.deliver(event, limit));
    return failure && aborting.aborted ? undefined : { failure };
  } catch (error) {
    if (aborting.aborted) return undefined;
    const { name = 'error' } = (error ?? {}) as Error;
    return { failure: { code: 'UNKNOWN', message: `The attempt failed unexpectedly: ${name}.` } };
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
