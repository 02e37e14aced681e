import { describe, expect, test } from 'vitest';
import { failureOfCall } from '../../src/events/delivery/http-failure.ts';
import {
  afterFailure,
  DEFAULT_LIMITS,
  limitsOf,
  readRetryAfter,
  retryDelay,
} from '../../src/events/delivery/retry.ts';
import { createRate } from '../../src/events/delivery/targets/rate.ts';

describe('the delay before another attempt', () => {
  test('doubles up to ten minutes, and half of it is random', () => {
    expect([1, 2, 3, 4].map((attempts) => retryDelay(attempts, 1))).toEqual([1000, 2000, 4000, 8000]);
    expect(retryDelay(2, 0)).toBe(1000);
    for (const attempts of [11, 100, 186]) expect(retryDelay(attempts, 1)).toBe(600_000);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['-1', -1000],
    ['1.5', 1500],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['99999999999999', 864_000_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s means %s milliseconds', (header, milliseconds) => {
    expect(readRetryAfter(header, now)).toBe(milliseconds);
  });
});

describe('after a failure', () => {
  const failure = { code: 'TIMEOUT', message: '' } as const;
  const at = (now: string) => ({ firstAttemptAt: '2026-01-01T00:00:00.000Z', now, random: 1 });

  test('there is another attempt, later if the target asks for it', () => {
    const moments = at('2026-01-01T00:00:00.000Z');
    expect(afterFailure(failure, 1, moments, DEFAULT_LIMITS)).toEqual({
      retryAt: '2026-01-01T00:00:01.000Z',
    });
    expect(afterFailure({ ...failure, retryAfter: 60_000 }, 1, moments, DEFAULT_LIMITS)).toEqual({
      retryAt: '2026-01-01T00:01:00.000Z',
    });
    expect(afterFailure({ ...failure, retryAfter: 1 }, 1, moments, DEFAULT_LIMITS)).toEqual({
      retryAt: '2026-01-01T00:00:01.000Z',
    });
  });

  test('the last one is at the maximum event age', () => {
    expect(afterFailure(failure, 150, at('2026-01-01T23:59:00.000Z'), DEFAULT_LIMITS)).toEqual({
      retryAt: '2026-01-02T00:00:00.000Z',
    });
    expect(afterFailure(failure, 151, at('2026-01-02T00:00:00.000Z'), DEFAULT_LIMITS)).toEqual({
      dead: 'MaximumEventAgeInSeconds',
    });
  });

  test('there is none after the last retry or if the failure is permanent', () => {
    const moments = at('2026-01-01T00:00:00.000Z');
    expect(afterFailure(failure, 185, moments, DEFAULT_LIMITS)).toHaveProperty('retryAt');
    expect(afterFailure(failure, 186, moments, DEFAULT_LIMITS)).toEqual({ dead: 'MaximumRetryAttempts' });
    expect(afterFailure(failure, 1, moments, limitsOf({ MaximumRetryAttempts: 0 }))).toEqual({
      dead: 'MaximumRetryAttempts',
    });
    expect(afterFailure({ ...failure, permanent: true }, 1, moments, DEFAULT_LIMITS)).toEqual({
      dead: undefined,
    });
  });
});

test('a rate limit spaces calls evenly, per key', () => {
  let now = 0;
  const rate = createRate(() => now);
  expect(rate.takePlace('a', 10)).toBe(0);
  expect(rate.takePlace('a', 10)).toBe(100);
  expect(rate.takePlace('b', 10)).toBe(0);
  now = 60;
  expect(rate.takePlace('a', 10)).toBe(40);
  now = 100;
  expect(rate.takePlace('a', 10)).toBe(0);
});

test('a call that takes too long times out', () => {
  const failure = failureOfCall(new DOMException('It took too long.', 'TimeoutError'));
  expect(failure).toEqual({ code: 'TIMEOUT', message: 'The target did not answer in time.' });
});
