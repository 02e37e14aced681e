import { expect, test } from 'vitest';
import { createSignal } from '../../../src/kit/flow/signal.ts';

test('each announcement calls every listener, until it stops listening', () => {
  const signal = createSignal();
  const log: string[] = [];
  signal.announce();
  const stop = signal.listen(() => log.push('a'));
  signal.listen(() => log.push('b'));
  signal.announce();
  expect(log).toEqual(['a', 'b']);
  stop();
  signal.announce();
  expect(log).toEqual(['a', 'b', 'b']);
});
