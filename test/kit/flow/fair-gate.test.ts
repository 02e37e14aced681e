import { expect, test } from 'vitest';
import { createFairGate, type FairGateOptions, OverloadedError } from '../../../src/kit/flow/fair-gate.ts';
import { currentKey, onBehalfOf } from '../../../src/kit/flow/on-behalf.ts';

const open = (options: Partial<FairGateOptions> = {}) => {
  const entered: string[] = [];
  const gate = createFairGate({
    places: 1,
    patienceMs: 60_000,
    overloaded: ({ waited }) => new OverloadedError(waited ? 'waited' : 'did not wait'),
    ...options,
  });
  const enter = (key: string | undefined, name: string) =>
    onBehalfOf(key, async () => {
      await gate.enter();
      entered.push(name);
    });
  return { gate, enter, entered };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('those that wait enter in turn by key', async () => {
  const { gate, enter, entered } = open();
  await enter('a', 'a0');
  const all = ['a1', 'a2', 'b1', 'c1'].map((name) => enter(name[0], name));
  for (const _ of all) {
    gate.leave();
    await settled();
  }
  await Promise.all(all);
  expect(entered).toEqual(['a0', 'a1', 'b1', 'c1', 'a2']);
  expect(gate.isFull).toBe(true);
  gate.leave();
  expect(gate.isFull).toBe(false);
});

test('as many are inside as there are places', async () => {
  const { gate, enter, entered } = open({ places: 3 });
  const all = [1, 2, 3, 4].map((number) => enter('a', `${number}`));
  await settled();
  expect(entered).toEqual(['1', '2', '3']);
  gate.leave();
  await Promise.all(all);
  expect(entered).toEqual(['1', '2', '3', '4']);
});

test('one that waits for too long is refused, and its place goes to the next', async () => {
  const { gate, enter, entered } = open({ patienceMs: 1 });
  await enter('a', 'a0');
  await expect(enter('a', 'a1')).rejects.toEqual(new OverloadedError('waited'));
  const next = enter('a', 'a2');
  gate.leave();
  await next;
  expect(entered).toEqual(['a0', 'a2']);
});

test('a key that fills the queue is refused, others may wait, one at least', async () => {
  const { gate, enter, entered } = open({ waitingLimits: { ofKey: 2, ofAll: 3 } });
  await enter('a', 'a0');
  const waiting = [enter('a', 'a1'), enter('a', 'a2')];
  await expect(enter('a', 'a3')).rejects.toEqual(new OverloadedError('did not wait'));
  waiting.push(enter('b', 'b1'));
  await expect(enter('b', 'b2')).rejects.toEqual(new OverloadedError('did not wait'));
  waiting.push(enter('c', 'c1'), enter(undefined, 'own1'), enter(undefined, 'own2'));
  for (const _ of waiting) {
    gate.leave();
    await settled();
  }
  await Promise.all(waiting);
  expect(entered).toEqual(['a0', 'a1', 'b1', 'c1', 'own1', 'own2', 'a2']);
});

test('the last one enters when nothing waits any longer', async () => {
  const { gate, enter, entered } = open();
  await enter('a', 'a0');
  const last = gate.enterLast().then(() => entered.push('last'));
  const other = enter('b', 'b1');
  gate.leave();
  await other;
  gate.leave();
  await last;
  expect(entered).toEqual(['a0', 'b1', 'last']);
  expect(gate.isFull).toBe(true);
});

test('the key goes with the work, across what it awaits, and not beyond', async () => {
  const seen: unknown[] = [];
  await Promise.all(
    ['a', 'b', undefined].map((key) =>
      onBehalfOf(key, async () => {
        await settled();
        seen.push(currentKey());
      }),
    ),
  );
  expect(seen).toEqual(['a', 'b', undefined]);
  expect(currentKey()).toBeUndefined();
});
