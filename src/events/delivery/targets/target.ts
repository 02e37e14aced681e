import type { EventEnvelope } from '../../catalogue.ts';
import type { Failure } from '../outcome.ts';
import type { RetryLimits } from '../retry.ts';

/** Something that events are delivered to, as it is configured at a moment. */
export interface DeliveryTarget {
  /** Whether an event is for it. */
  matches(event: EventEnvelope): boolean;
  /** Hands an event over. Answers why that failed; throws only what it did not foresee, and where `signal` is aborted. */
  deliver(event: EventEnvelope, signal: AbortSignal): Promise<Failure | undefined>;
  /** Takes the next place in its rate: 0, or milliseconds to wait before asking again. */
  takePlace(): number;
  limits: RetryLimits;
  /** Why nothing is sent to it, as this server is set up: what matches is passed over, and counted. */
  notSent?: string | undefined;
  /** Where an event goes that it did not take in the end, beside the dead letters that are kept. */
  deadLetterQueue?: { arn: string; ruleArn: string; targetArn: string } | undefined;
}

/** A target that can take nothing, and why. */
export const unusable = (failure: Failure): Pick<DeliveryTarget, 'deliver' | 'takePlace'> => ({
  deliver: async () => ({ ...failure, permanent: true }),
  takePlace: () => 0,
});
