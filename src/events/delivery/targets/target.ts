import type { EventEnvelope } from '../../catalogue.ts';
import type { Failure, Taken } from '../outcome.ts';
import type { RetryLimits } from '../retry.ts';
import type { Matching } from './matching.ts';

/** The kinds of targets, in the words of people. `other`: of a service that this server never sends to. */
export const targetKinds = [
  ...(['webhook', 'apiDestination', 'function', 'queue', 'topic'] as const),
  ...(['stream', 'logGroup', 'eventBus', 'other'] as const),
] as const;
export type TargetKind = (typeof targetKinds)[number];

/** A target of a subscription, as configured at the moment. */
export interface DeliveryTarget {
  kind: TargetKind;
  matches(event: EventEnvelope): Matching;
  /**
   * Delivers an event. Returns why that failed; otherwise what an HTTP target answered, or undefined. Throws only for
   * unforeseen errors, or if `signal` is aborted.
   */
  deliver(event: EventEnvelope, signal: AbortSignal): Promise<Failure | Taken | undefined>;
  /** Takes the next slot of the target's rate limit. Returns 0, or the milliseconds to wait before trying again. */
  takePlace(): number;
  limits: RetryLimits;
  /** Why this server sends nothing to the target. Matching events are passed over and counted. */
  notSent?: string | undefined;
  /** The SQS queue for events that are given up, which are stored as dead letters as well. */
  deadLetterQueue?: { arn: string; ruleArn: string; targetArn: string } | undefined;
}

/** A target that refuses every event with the given failure. */
export const unusable = (failure: Failure): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  deliver: async () => ({ ...failure, permanent: true }),
  takePlace: () => 0,
});
