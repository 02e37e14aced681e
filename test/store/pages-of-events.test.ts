import { expect, test } from 'vitest';
import { appendToOutbox, readEvents } from '../../src/store/repositories/events.ts';
import { eventually } from '../support/engine.ts';
import { startWithStore } from '../support/event-bridge.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA } from '../support/server.ts';
import { appendEvents, putDestination, putRuleWithTarget } from '../support/targets.ts';

test('a page of events ends with the one that exceeds its size', async () => {
  const { reads, transaction } = await startWithStore();
  // 198 bytes.
  const event = JSON.stringify('é'.repeat(98));
  await transaction((tx) =>
    appendToOutbox(
      tx,
      Array.from({ length: 5 }, () => ({ account_id: ALPHA, event })),
    ),
  );
  const sizes = await Promise.all(
    [1, 198, 199, 400, 792, 793, 5_000, undefined].map(
      async (limit) => (await readEvents(reads, ALPHA, 0, 100, limit)).length,
    ),
  );
  expect(sizes).toEqual([1, 1, 2, 3, 4, 5, 5, 5]);
  expect(await readEvents(reads, ALPHA, 0, 2, 5_000)).toHaveLength(2);
  const [first, ...others] = await readEvents(reads, ALPHA, 0, 100);
  expect(await readEvents(reads, undefined, first?.sequence ?? 0, 100, 400)).toEqual(others.slice(0, 3));
});

test('events beyond the size of a page are delivered in order', async () => {
  const receiver = await startReceiver();
  const { transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  const ids = await transaction(async (tx) => {
    const Arn = await putDestination(tx, 'd', { url: receiver.url });
    await putRuleWithTarget(tx, 'r', { Arn });
    const appended: string[] = [];
    for (let at = 0; at < 6; at++) {
      const large = JSON.stringify({ id: `large-${at}`, source: 'other', text: 'x'.repeat(200_000) });
      await appendToOutbox(tx, [{ account_id: ALPHA, event: large }]);
      appended.push(...(await appendEvents(tx, 2)));
    }
    return appended;
  });
  await eventually(() => receiver.received.length === ids.length);
  expect(receiver.ids()).toEqual(ids);
});
