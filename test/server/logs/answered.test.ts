import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createTimes, type Times } from '../../../src/kit/flow/times.ts';
import { logAnswer } from '../../../src/server/logs/answered.ts';

/** The parts that the line of a slow call of 100 ms has. */
const partsOf = (noted: Partial<Times>): Record<string, number> => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const answer = { status: 200, headers: {}, body: '' };
  const times = { ...createTimes(0), ...noted };
  logAnswer(log, { requestId: 'r', answer, milliseconds: 100, times }, 1);
  return JSON.parse(lines[0] ?? '{}').slow;
};

test('the parts of a slow call are as long as the call', () => {
  const whole = { read: 10, decode: 5, authorize: 15, handle: 60, queries: 20, commit: 30, encode: 5 };
  expect(partsOf({ ...whole, statements: 2 })).toEqual({
    ...{ read: 10, decode: 5, queries: 20, commit: 30, work: 25, encode: 5, send: 5, statements: 2 },
  });
});

test('what a call waited for before it was refused counts once', () => {
  expect(partsOf({ read: 10, queries: 80, statements: 1 })).toEqual({
    ...{ read: 10, queries: 80, send: 10, statements: 1 },
  });
});
