import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Timestamp } from '../../model/contract.ts';
import type { Failure } from './outcome.ts';

/** How long a target may fail before an event is given up. */
export interface RetryLimits {
  /** Attempts after the first one. */
  retries: number;
  /** Milliseconds since the first one. */
  age: number;
}

/** What EventBridge does where a target says nothing else. Source: AWS docs, eb-rule-retry-policy. */
export const DEFAULT_LIMITS: RetryLimits = { retries: 185, age: 86_400_000 };

/** The limits of a target's RetryPolicy. */
export const limitsOf = (
  policy:
    | { MaximumRetryAttempts?: number | undefined; MaximumEventAgeInSeconds?: number | undefined }
    | undefined,
): RetryLimits => ({
  retries: policy?.MaximumRetryAttempts ?? DEFAULT_LIMITS.retries,
  age: policy?.MaximumEventAgeInSeconds ? policy.MaximumEventAgeInSeconds * 1000 : DEFAULT_LIMITS.age,
});

/** What EventBridge calls the limit that ended the retries, in a dead-letter queue. */
export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

const FIRST_DELAY = 1_000;
/** With it 185 retries take about 22 hours, so that both of EventBridge's limits have a meaning. */
const LONGEST_DELAY = 600_000;

/**
 * Milliseconds before the next attempt: doubling, up to ten minutes, half of it by chance (`random` from 0 to 1), so
 * that targets that failed together are not tried together.
 */
export const retryDelay = (attempts: number, random: number): number =>
  Math.min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY) * (0.5 + random / 2);

/** What follows from a failed attempt: another one at a moment, or none. */
export type Verdict = { retryAt: Timestamp } | { dead: ExhaustedCondition | undefined };

/**
 * Decides after `attempts` attempts that failed, the first one at `firstAttemptAt`. The last retry is at the end of the
 * greatest age, however long a target asks to be left alone: what it asks for never loses an event before its time.
 */
export const afterFailure = (
  failure: Failure,
  attempts: number,
  { firstAttemptAt, now, random }: { firstAttemptAt: Timestamp; now: Timestamp; random: number },
  limits: RetryLimits,
): Verdict => {
  if (failure.permanent) return { dead: undefined };
  const lastAt = plusMilliseconds(firstAttemptAt, limits.age);
  if (now >= lastAt) return { dead: 'MaximumEventAgeInSeconds' };
  if (attempts > limits.retries) return { dead: 'MaximumRetryAttempts' };
  // The longer of the two: "EventBridge chooses the more conservative value" (AWS docs, eb-api-destinations).
  const retryAt = plusMilliseconds(now, Math.max(retryDelay(attempts, random), failure.retryAfter ?? 0));
  return { retryAt: retryAt < lastAt ? retryAt : lastAt };
};

/** Longer than any event is retried: what a target asks for beyond makes no moment that cannot be written. */
const LONGEST_WAIT = 10 * 86_400_000;

/**
 * Milliseconds that a Retry-After header asks for, which is a number of seconds or a date (RFC 9110, 10.2.3): negative
 * where it asks not to try again, as EventBridge reads it; undefined where it says nothing. Dates are those of the
 * target's machine, and so measured by this machine's time.
 */
export const readRetryAfter = (header: string | undefined, machineTime: number): number | undefined => {
  if (!header) return undefined;
  if (/^\s*[-+]?\d+(\.\d+)?\s*$/.test(header)) return Math.min(Number(header) * 1000, LONGEST_WAIT);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.min(Math.max(moment - machineTime, 0), LONGEST_WAIT);
};
