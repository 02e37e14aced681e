import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTurn } from '../../../src/kit/flow/in-turn.ts';
import { unhandledRejections } from './unhandled-rejections.ts';

test('each work starts after the previous one has ended, in the order of the calls', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ ticks: fc.nat(3), fails: fc.boolean() }), { minLength: 1 }),
      async (works) => {
        const inOrder = inTurn();
        const log: string[] = [];
        const outcomes = await Promise.allSettled(
          works.map(({ ticks, fails }, index) =>
            inOrder(async () => {
              log.push(`${index} begins`);
              for (let tick = 0; tick < ticks; tick++) await undefined;
              log.push(`${index} ends`);
              if (fails) throw index;
              return index;
            }),
          ),
        );
        expect(log).toEqual(works.flatMap((_, index) => [`${index} begins`, `${index} ends`]));
        expect(outcomes).toEqual(
          works.map(({ fails }, index) =>
            fails ? { status: 'rejected', reason: index } : { status: 'fulfilled', value: index },
          ),
        );
      },
    ),
  );
});

test('work that is added from within runs after the work that already waits', async () => {
  const inOrder = inTurn();
  const log: string[] = [];
  const note = async (name: string) => void log.push(name);
  let inner: Promise<void> | undefined;
  await inOrder(async () => {
    inner = inOrder(() => note('from within'));
    await note('first');
  });
  await inner;
  expect(log).toEqual(['first', 'from within']);
});

test('only the caller of the work gets its failure', async () => {
  const rejections = unhandledRejections();
  const inOrder = inTurn();
  const failing = inOrder(async () => {
    throw new Error('no luck');
  });
  failing.catch(() => {});
  await inOrder(async () => {});
  expect(await rejections.seen()).toEqual([]);
});
