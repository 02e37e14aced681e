import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { engagement, invite } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { webhook } from '../support/targets.ts';

describe('a webhook', () => {
  test('receives every event of every account in order, signed as Standard Webhooks specifies', async () => {
    const receiver = await startReceiver();
    const hook = webhook('all', receiver.url);
    const server = await startServer({ webhooks: [hook] });
    await invite(clientOf(server, ALPHA), BETA);
    await clientOf(server, BETA).createEngagement(engagement());
    const feed = await readFeed(server);
    expect(new Set(feed.map(({ account }) => account))).toEqual(new Set([ALPHA, BETA]));
    await eventually(() => receiver.received.length >= feed.length);
    expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual(feed);
    for (const { body, headers, method } of receiver.received) {
      expect(method).toBe('POST');
      expect(new Webhook(hook.secret).verify(body, headers)).toEqual(JSON.parse(body));
      expect(headers['webhook-id']).toBe(JSON.parse(body).id);
      expect(() => new Webhook(webhook('other', '').secret).verify(body, headers)).toThrow();
    }
  });

  test('receives only the events of its accounts that match its pattern', async () => {
    const [some, other] = [await startReceiver(), await startReceiver()];
    const pattern = { 'detail-type': [{ prefix: 'Engagement Invitation' }] };
    const server = await startServer({
      webhooks: [{ ...webhook('some', some.url), accounts: [BETA], pattern }, webhook('other', other.url)],
    });
    await invite(clientOf(server, ALPHA), BETA);
    const feed = await readFeed(server);
    await eventually(() => other.received.length >= feed.length);
    const wanted = feed.filter(
      (event) => event.account === BETA && event['detail-type'].startsWith('Engagement Invitation'),
    );
    expect(wanted.length).toBe(1);
    await eventually(() => some.received.length >= 1);
    expect(some.ids()).toEqual(wanted.map(({ id }) => id));
  });

  test('continues after a restart; one that was removed from the configuration starts anew when it returns', async () => {
    const [kept, dropped] = [await startReceiver(), await startReceiver()];
    const hooks = [webhook('kept', kept.url), webhook('dropped', dropped.url)];
    const data = await temporaryFolder();
    const first = await startServer({ data, webhooks: hooks });
    await clientOf(first, ALPHA).createEngagement(engagement('one'));
    await eventually(() => kept.received.length === 1 && dropped.received.length === 1);
    await first.close();

    await kept.close();
    const second = await startServer({ data, webhooks: hooks.slice(0, 1) });
    await clientOf(second, ALPHA).createEngagement(engagement('two'));
    await second.close();

    const again = await startReceiver(undefined, Number(new URL(kept.url).port));
    const third = await startServer({ data, webhooks: hooks });
    await clientOf(third, ALPHA).createEngagement(engagement('three'));
    const ids = (await readFeed(third)).map(({ id }) => id);
    expect(ids.length).toBe(3);
    await eventually(() => again.received.length >= 2 && dropped.received.length >= 2);
    expect(again.ids()).toEqual(ids.slice(1));
    expect(dropped.ids()).toEqual([ids[0], ids[2]]);
  });
});

describe('startCosell rejects a webhook', () => {
  const good = webhook('good', 'https://example.com');
  test.each([
    ['without a name', { ...good, name: '' }, /webhooks\[0\]\.name/],
    ['with a slash in its name', { ...good, name: 'a/b' }, /webhooks\[0\]\.name/],
    ['without a valid URL', { ...good, url: 'example.com' }, /webhooks\[0\]\.url/],
    ['of another protocol', { ...good, url: 'ftp://example.com' }, /webhooks\[0\]\.url/],
    ['with a short secret', { ...good, secret: 'whsec_c2hvcnQ=' }, /webhooks\[0\]\.secret/],
    ['with an invalid account', { ...good, accounts: ['12'] }, /webhooks\[0\]\.accounts\[0\]/],
    ['with an invalid pattern', { ...good, pattern: { source: 'x' } }, /webhooks\[0\]\.pattern/],
    ['with an unknown member', { ...good, retries: 3 }, /member retries/],
  ])('%s', async (_what, hook, message) => {
    await expect(startServer({ webhooks: [hook] })).rejects.toThrow(message);
    await expect(startServer({ webhooks: [hook] })).rejects.not.toThrow(good.secret);
  });

  test('that is given twice', async () => {
    await expect(startServer({ webhooks: [good, good] })).rejects.toThrow('The webhook good is given twice.');
  });
});

test('targets are listed in pages', async () => {
  const receiver = await startReceiver();
  const webhooks = ['a', 'b', 'c'].map((name) => webhook(name, receiver.url));
  const server = await startServer({ webhooks });
  const first = await server.targets.list({ limit: 2 });
  expect(first.targets.map(({ id }) => id)).toEqual(['webhook/a', 'webhook/b']);
  const { next: after } = first;
  const { next, targets } = await server.targets.list({ limit: 2, ...(after !== undefined && { after }) });
  expect(targets.map(({ id }) => id)).toEqual(['webhook/c']);
  expect(next).toBeUndefined();
});
