import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Clock, plusMilliseconds } from '../../../src/kit/flow/clock.ts';
import { createDelays, createTimer } from '../../../src/kit/queue/timer.ts';

vi.mock('../../../src/kit/flow/real-time.ts', () => import('../../support/global-time.ts'));

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
});

/** A clock that is the machine's, and can be stopped. */
const startTimer = (isFrozen = false) => {
  const clock: Clock = { now: () => new Date().toISOString(), isFrozen, onJump: () => {} };
  const wake = vi.fn();
  const timer = createTimer(clock, wake);
  const inHours = (hours: number): string => plusMilliseconds(clock.now(), hours * HOUR_MS);
  return { timer, wake, inHours };
};

test('it wakes once, at the moment', () => {
  const { timer, wake, inHours } = startTimer();
  timer.wakeAt(inHours(1));
  vi.advanceTimersByTime(HOUR_MS - 1);
  expect(wake).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(DAY_MS);
  expect(wake).toHaveBeenCalledTimes(1);
});

test('the earliest moment counts, in whichever order they come', () => {
  const { timer, wake, inHours } = startTimer();
  timer.wakeAt(inHours(2));
  timer.wakeAt(inHours(1));
  timer.wakeAt(inHours(3));
  vi.advanceTimersByTime(HOUR_MS);
  expect(wake).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(DAY_MS);
  expect(wake).toHaveBeenCalledTimes(1);
});

test('a moment that has passed wakes at once, and then the next one counts', () => {
  const { timer, wake, inHours } = startTimer();
  timer.wakeAt(inHours(-1));
  vi.advanceTimersByTime(0);
  timer.wakeAt(inHours(1));
  vi.advanceTimersByTime(HOUR_MS);
  expect(wake).toHaveBeenCalledTimes(2);
});

test('for a moment beyond what setTimeout can wait for it wakes each day', () => {
  const { timer, wake, inHours } = startTimer();
  timer.wakeAt(inHours(40 * 24));
  vi.advanceTimersByTime(DAY_MS);
  expect(wake).toHaveBeenCalledTimes(1);
});

test('while the clock stands still it is not set', () => {
  const { timer, inHours } = startTimer(true);
  timer.wakeAt(inHours(1));
  expect(vi.getTimerCount()).toBe(0);
});

test('what was cleared does not wake, but a later moment may; what was stopped never does', () => {
  const { timer, wake, inHours } = startTimer();
  timer.wakeAt(inHours(1));
  timer.clear();
  timer.wakeAt(inHours(2));
  vi.advanceTimersByTime(HOUR_MS);
  expect(wake).not.toHaveBeenCalled();
  timer.stop();
  timer.wakeAt(inHours(1));
  expect(vi.getTimerCount()).toBe(0);
});

test('each key has its own delay; the last one that was set counts', () => {
  const delays = createDelays();
  const log: string[] = [];
  delays.set('a', 10, () => log.push('a'));
  delays.set('b', 20, () => log.push('b'));
  delays.set('a', 30, () => log.push('a again'));
  vi.advanceTimersByTime(30);
  expect(log).toEqual(['b', 'a again']);
});

test('a delay that is cancelled or stopped calls nothing, and none is taken after that', () => {
  const delays = createDelays();
  const then = vi.fn();
  delays.set('a', 10, then);
  delays.set('b', 10, then);
  delays.cancel('a');
  expect(vi.getTimerCount()).toBe(1);
  delays.stop();
  delays.set('c', 10, then);
  expect(vi.getTimerCount()).toBe(0);
});
