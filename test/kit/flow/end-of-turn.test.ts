import { expect, test } from 'vitest';
import { createTurns } from '../../../src/kit/flow/end-of-turn.ts';

test('all calls of a turn of the event loop resolve together at its end, and each turn has its own end', async () => {
  const endOfTurn = createTurns();
  const log: string[] = [];
  for (const turn of ['first', 'second']) {
    const calls = [1, 2].map((call) => endOfTurn().then(() => log.push(`call ${call} of the ${turn} turn`)));
    await Promise.resolve();
    calls.push(endOfTurn().then(() => log.push(`call 3 of the ${turn} turn`)));
    for (let tick = 0; tick < 10; tick++) await Promise.resolve();
    log.push(`end of the ${turn} turn`);
    await Promise.all(calls);
  }
  expect(log).toEqual(
    ['first', 'second'].flatMap((turn) => [
      `end of the ${turn} turn`,
      ...[1, 2, 3].map((call) => `call ${call} of the ${turn} turn`),
    ]),
  );
});
