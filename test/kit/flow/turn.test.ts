import { expect, test } from 'vitest';
import { createTurnTime, inUnspentTurn } from '../../../src/kit/flow/turn.ts';

const turnTime = () => {
  let now = 0;
  let next: (() => void)[] = [];
  const isSpent = createTurnTime(
    () => now,
    (run) => next.push(run),
  );
  return {
    isSpent,
    work: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Ends the turn. Returns how many functions ran in the next one. */
    endTurn: () => {
      const scheduled = next;
      next = [];
      for (const run of scheduled) run();
      return scheduled.length;
    },
  };
};

test('all who ask in a turn share its time, and the next turn has time again', () => {
  const { isSpent, work, endTurn } = turnTime();
  expect(isSpent()).toBe(false);
  work(3);
  expect(isSpent()).toBe(false);
  work(3);
  expect(isSpent()).toBe(true);
  endTurn();
  expect(isSpent()).toBe(false);
});

test('a turn after one in which somebody asked counts from its begin, not from the first question', () => {
  const { isSpent, work, endTurn } = turnTime();
  isSpent();
  endTurn();
  work(10);
  expect(isSpent()).toBe(true);
});

test('nothing is scheduled for turns in which nobody asks', () => {
  const { isSpent, work, endTurn } = turnTime();
  isSpent();
  expect(isSpent()).toBe(false);
  expect(endTurn()).toBe(1);
  expect(endTurn()).toBe(1);
  expect(endTurn()).toBe(0);
  work(1_000);
  expect(isSpent()).toBe(false);
});

test('what needs a turn with time left waits for one turn more, and no longer', async () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const ran: string[] = [];
  inUnspentTurn(
    () => ran.push('at once'),
    () => false,
  );
  inUnspentTurn(
    () => ran.push('later'),
    () => true,
  );
  await turn();
  expect(ran).toEqual(['at once']);
  await turn();
  expect(ran).toEqual(['at once', 'later']);
});
