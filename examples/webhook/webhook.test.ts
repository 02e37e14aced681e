import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startCosell } from 'cosell';
import { expect, test } from 'vitest';
import { createHandler, type PartnerEvent } from './handler.ts';
import { sendEventsTo } from './rule.ts';

test('the handler gets each event of the account, in order', async () => {
  await using cosell = await startCosell();
  const account = '111122223333';
  const events: PartnerEvent[] = [];
  const handler = createHandler('secret', (event) => events.push(event));
  handler.listen(0, '127.0.0.1');
  await once(handler, 'listening');
  const { port } = handler.address() as AddressInfo;
  try {
    // As often as one likes.
    for (let times = 0; times < 2; times += 1) {
      await sendEventsTo(`http://127.0.0.1:${port}/events`, 'secret', cosell.clientConfig(account));
    }
    await cosell.refer({ account });
    await cosell.idle();
    expect(events.map((event) => event['detail-type'])).toContain('Engagement Invitation Created');
    expect(events).toEqual((await cosell.events.list({ account })).events);
  } finally {
    handler.close();
  }
});

test('the handler takes nothing of whoever has not the key', async () => {
  const events: PartnerEvent[] = [];
  const handler = createHandler('secret', (event) => events.push(event));
  handler.listen(0, '127.0.0.1');
  await once(handler, 'listening');
  const { port } = handler.address() as AddressInfo;
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/events`, { method: 'POST', body: '{"id":"1"}' });
    expect([answer.status, events]).toEqual([401, []]);
  } finally {
    handler.close();
  }
});
