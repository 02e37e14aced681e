import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Timestamp } from '../../model/contract.ts';
import type { Failure } from './outcome.ts';

/** How long a target may fail before an event is given up. */
export interface RetryLimits {
  /** Attempts after the first. */
  retries: number;
  /** Milliseconds since the first attempt. */
  ageMs: number;
}

/** EventBridge's defaults. Source: AWS docs, eb-rule-retry-policy. */
export const DEFAULT_LIMITS: RetryLimits = { retries: 185, ageMs: 86_400_000 };

/** Returns the limits of a target's RetryPolicy. */
export const limitsOf = (
  policy:
    | { MaximumRetryAttempts?: number | undefined; MaximumEventAgeInSeconds?: number | undefined }
    | undefined,
): RetryLimits => ({
  retries: policy?.MaximumRetryAttempts ?? DEFAULT_LIMITS.retries,
  ageMs: policy?.MaximumEventAgeInSeconds ? policy.MaximumEventAgeInSeconds * 1000 : DEFAULT_LIMITS.ageMs,
});

/** The limit that ended the retries, as EventBridge names it in a dead-letter queue. */
export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

const FIRST_DELAY_MS = 1_000;
/** With this maximum, 185 retries take about 22 hours, so that both of EventBridge's limits matter. */
const LONGEST_DELAY_MS = 600_000;

/**
 * Returns the milliseconds before the next attempt: exponential back-off up to ten minutes, half of it random (`random`
 * from 0 to 1), so that targets that failed together are not retried together.
 */
export const retryDelay = (attempts: number, random: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS) * (0.5 + random / 2);

/** What follows a failed attempt: a retry, or the death of the event. */
export type Verdict = { retryAt: Timestamp } | { dead: ExhaustedCondition | undefined };

/**
 * Decides what follows after `attempts` failed attempts, the first at `firstAttemptAt`. The last retry is at the
 * maximum age even if the target's Retry-After is longer: a Retry-After never makes an event die early.
 */
export const afterFailure = (
  failure: Failure,
  attempts: number,
  { firstAttemptAt, now, random }: { firstAttemptAt: Timestamp; now: Timestamp; random: number },
  limits: RetryLimits,
): Verdict => {
  if (failure.permanent) return { dead: undefined };
  const lastAt = plusMilliseconds(firstAttemptAt, limits.ageMs);
  if (now >= lastAt) return { dead: 'MaximumEventAgeInSeconds' };
  if (attempts > limits.retries) return { dead: 'MaximumRetryAttempts' };
  // The longer of the two: "EventBridge chooses the more conservative value" (AWS docs, eb-api-destinations).
  const retryAt = plusMilliseconds(now, Math.max(retryDelay(attempts, random), failure.retryAfter ?? 0));
  return { retryAt: retryAt < lastAt ? retryAt : lastAt };
};

/** Milliseconds; longer than any event is retried. It keeps a huge Retry-After from making an invalid date. */
const LONGEST_WAIT_MS = 10 * 86_400_000;

/**
 * Returns the milliseconds of a Retry-After header, which is a number of seconds or a date (RFC 9110, 10.2.3). Negative
 * means no retry, as EventBridge reads it; undefined means no valid header. A date is compared with the machine's clock
 * (`machineTime`), not the server's, because the target's machine wrote it.
 */
export const readRetryAfter = (header: string | undefined, machineTime: number): number | undefined => {
  if (!header) return undefined;
  if (/^\s*[-+]?\d+(\.\d+)?\s*$/.test(header)) return Math.min(Number(header) * 1000, LONGEST_WAIT_MS);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.min(Math.max(moment - machineTime, 0), LONGEST_WAIT_MS);
};
