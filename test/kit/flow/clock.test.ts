import { expect, onTestFinished, test, vi } from 'vitest';
import { nextModification, plusMilliseconds, systemClock } from '../../../src/kit/flow/clock.ts';

vi.mock('../../../src/kit/flow/real-time.ts', () => import('../../support/global-time.ts'));

const NOON = '2026-11-23T12:00:00.000Z';

test('the system clock has the time of the machine, to the millisecond', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  for (const moment of [NOON, '2026-11-23T12:00:00.001Z', '2026-11-23T12:00:01.001Z', NOON]) {
    vi.setSystemTime(moment);
    expect([systemClock.now(), systemClock.now()]).toEqual([moment, moment]);
  }
});

test('milliseconds are added to a timestamp, or subtracted if negative', () => {
  expect(plusMilliseconds(NOON, 86_400_001)).toBe('2026-11-24T12:00:00.001Z');
  expect(plusMilliseconds(NOON, -1)).toBe('2026-11-23T11:59:59.999Z');
});

test('a modification time is the current time, but always later than the previous one', () => {
  const next = '2026-11-23T12:00:00.001Z';
  expect(nextModification(NOON, '2026-11-23T12:00:00.002Z')).toBe('2026-11-23T12:00:00.002Z');
  expect(nextModification(NOON, next)).toBe(next);
  expect(nextModification(NOON, NOON)).toBe(next);
  expect(nextModification(NOON, '2026-11-23T11:00:00.000Z')).toBe(next);
});
