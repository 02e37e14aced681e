import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { engagement } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { answerOf, busArn, createDestination, eventBridgeOf, roleArn } from '../support/event-bridge.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { targets } from '../support/targets.ts';
import { send } from '../support/wire.ts';

const entry = (changes: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  Source: 'crm.tests',
  DetailType: 'Deal Won',
  Detail: '{"deal": {"id": 1}}',
  ...changes,
});
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('an entry', () => {
  test('becomes an event of the account’s feed, as it was put', async () => {
    const server = await startServer();
    const resources = ['arn:aws:s3:::bucket', 'anything'];
    const Time = new Date('2026-02-03T04:05:06.789Z');
    const { FailedEntryCount, Entries = [] } = await answerOf(
      eventBridgeOf(server).putEvents({ Entries: [entry({ Resources: resources, Time }), entry()] }),
    );
    expect([FailedEntryCount, Entries]).toEqual([0, Array(2).fill({ EventId: expect.stringMatching(uuid) })]);
    const [first, second] = await readFeed(server, ALPHA);
    expect(first).toEqual({
      version: '0',
      id: Entries[0]?.EventId,
      'detail-type': 'Deal Won',
      source: 'crm.tests',
      account: ALPHA,
      time: '2026-02-03T04:05:06Z',
      region: 'us-east-1',
      resources,
      detail: { deal: { id: 1 } },
    });
    expect(second).toMatchObject({ id: Entries[1]?.EventId, resources: [] });
    // Without a Time, an event has the time of the call.
    expect(Math.abs(Date.parse(second?.time ?? '') - Date.now())).toBeLessThan(600_000);
    expect(await readFeed(server, BETA)).toEqual([]);
  });

  test('of 250 KB fills a page of the feed with few others, and none is left out', async () => {
    const server = await startServer();
    const COUNT = 24;
    const Detail = JSON.stringify({ text: 'x'.repeat(250_000) });
    for (let put = 0; put < COUNT; put += 1)
      await eventBridgeOf(server).putEvents({ Entries: [entry({ Detail, DetailType: `Large ${put}` })] });
    const sizes: number[] = [];
    const types: string[] = [];
    for (let after = '0'; ; ) {
      const { json } = await send(server, {
        method: 'GET',
        path: `/_cosell/events?limit=1000&after=${after}`,
      });
      const { events, next } = json as { events: { 'detail-type': string }[]; next: string };
      if (events.length === 0) break;
      sizes.push(events.length);
      types.push(...events.map((event) => event['detail-type']));
      after = next;
    }
    expect(types).toEqual(Array.from({ length: COUNT }, (_, put) => `Large ${put}`));
    expect(sizes).toEqual([17, 7]);
  });

  // AWS API reference: PutEventsResultEntry; the wording is reported by moto and LocalStack.
  test.each<[PutEventsRequestEntry, string, string]>([
    [
      entry({ Source: 'aws.partnercentral-selling' }),
      'NotAuthorizedForSourceException',
      'Not authorized for the source.',
    ],
    [entry({ Source: 'aws.' }), 'NotAuthorizedForSourceException', 'Not authorized for the source.'],
    ...(['Source', 'DetailType', 'Detail'] as const).flatMap((name) =>
      [undefined, ''].map((value): [PutEventsRequestEntry, string, string] => [
        entry({ [name]: value }),
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      ]),
    ),
    ...['NotJSON', '[]', '{{}', '"text"', 'null', '1'].map(
      (Detail): [PutEventsRequestEntry, string, string] => [
        entry({ Detail }),
        'MalformedDetail',
        'Detail is malformed.',
      ],
    ),
    [
      entry({ DetailType: 'x'.repeat(129) }),
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: It has more than 128 characters.',
    ],
  ])('%o is refused by itself: %s', async (bad, ErrorCode, ErrorMessage) => {
    const server = await startServer();
    const { FailedEntryCount, Entries = [] } = await eventBridgeOf(server).putEvents({
      Entries: [entry({ Detail: '{"at": 0}' }), bad, entry({ Detail: '{"at": 2}' })],
    });
    expect(FailedEntryCount).toBe(1);
    expect(Entries[1]).toEqual({ ErrorCode, ErrorMessage });
    const feed = await readFeed(server, ALPHA);
    expect(feed.map(({ id, detail }) => [id, detail.at])).toEqual([
      [Entries[0]?.EventId, 0],
      [Entries[2]?.EventId, 2],
    ]);
  });

  test('may have a source that starts with aws without a dot, and a detail type of 128 characters', async () => {
    const server = await startServer();
    const Entries = [entry({ Source: 'awsapn', DetailType: 'ß'.repeat(128) })];
    expect((await eventBridgeOf(server).putEvents({ Entries })).FailedEntryCount).toBe(0);
  });

  test.each([undefined, 'default', busArn()])('is for the default bus: %s', async (EventBusName) => {
    const server = await startServer();
    await eventBridgeOf(server).putEvents({ Entries: [entry({ EventBusName })] });
    expect(await readFeed(server, ALPHA)).toHaveLength(1);
  });

  // Reported: LocalStack's test against AWS, test_put_events_nonexistent_event_bus.
  test.each(['other', busArn(BETA)])(
    'for the bus %s is accepted, but not delivered',
    async (EventBusName) => {
      const server = await startServer();
      const { FailedEntryCount, Entries = [] } = await eventBridgeOf(server).putEvents({
        Entries: [entry({ EventBusName }), entry()],
      });
      expect([FailedEntryCount, Entries.map(({ EventId }) => EventId)]).toEqual([
        0,
        Array(2).fill(expect.stringMatching(uuid)),
      ]);
      expect((await readFeed(server)).map(({ id }) => id)).toEqual([Entries[1]?.EventId]);
    },
  );
});

describe('a request', () => {
  test('has at most ten entries', async () => {
    const client = eventBridgeOf(await startServer());
    expect((await client.putEvents({ Entries: Array(10).fill(entry()) })).FailedEntryCount).toBe(0);
    expect((await errorOf(client.putEvents({ Entries: Array(11).fill(entry()) }))).message).toBe(
      "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less " +
        'than or equal to 10',
    );
    expect((await errorOf(client.putEvents({ Entries: [] }))).message).toMatch(/greater than or equal to 1$/);
  });

  test.each([
    [{ EventBusName: 'a b' }, /'entries\.1\.member\.eventBusName'/],
    [{ TraceHeader: 'x'.repeat(501) }, /'entries\.1\.member\.traceHeader'/],
    [{ Resources: ['x'.repeat(2049)] }, /'entries\.1\.member\.resources\.1\.member'/],
  ])('%o is refused as a whole', async (changes, message) => {
    const server = await startServer();
    const error = await errorOf(
      eventBridgeOf(server).putEvents({ Entries: [entry(), entry(changes)].reverse() }),
    );
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(message);
    expect(await readFeed(server)).toEqual([]);
  });

  test.each(['"2026-02-03T04:05:06Z"', '1e300', 'true'])('cannot have the Time %s', async (time) => {
    const { status, json } = await send(await startServer(), {
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSEvents.PutEvents',
        authorization: `AWS4-HMAC-SHA256 Credential=${ALPHA}/20261123/us-east-1/events/aws4_request`,
      },
      body: `{"Entries":[{"Source":"a","DetailType":"b","Detail":"{}","Time":${time}}]}`,
    });
    expect([status, json]).toEqual([
      400,
      {
        __type: 'SerializationException',
        message: 'Entries[0].Time must be a number of seconds since 1970.',
      },
    ]);
  });
});

test('own events reach matching rules of the account, in order, among those of the service', async () => {
  const receiver = await startReceiver();
  const server = await startServer();
  const [client, other] = [eventBridgeOf(server), eventBridgeOf(server, BETA)];
  for (const [one, account] of [
    [client, ALPHA],
    [other, BETA],
  ] as const) {
    const { destinationArn } = await createDestination(one, 'd');
    await one.updateApiDestination({ Name: 'd', InvocationEndpoint: receiver.url });
    await one.putRule({
      Name: 'r',
      EventPattern: '{"source":[{"prefix":""}],"detail-type":[{"prefix":""}]}',
    });
    await one.putTargets({
      Rule: 'r',
      Targets: [{ Id: 't', Arn: destinationArn, RoleArn: roleArn(account) }],
    });
  }
  await client.putEvents({ Entries: [entry({ Detail: '{"at": 1}' }), entry({ Detail: '{"at": 2}' })] });
  await clientOf(server, ALPHA).createEngagement(engagement());
  await client.putEvents({ Entries: [entry({ Detail: '{"at": 3}' })] });
  await eventually(async () => (await targets(server)).every(({ lag }) => lag === 0));
  const wanted = await readFeed(server, ALPHA);
  expect(wanted.map((event) => event['detail-type'])).toEqual([
    ...['Deal Won', 'Deal Won', 'Engagement Created', 'Deal Won'],
  ]);
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual(wanted);
});

test('own events survive a restart, an export and an import', async () => {
  const data = await temporaryFolder();
  const first = await startServer({ data });
  const { Entries = [] } = await eventBridgeOf(first).putEvents({ Entries: [entry()] });
  const state = await first.state.export();
  await first.close();
  const again = await startServer({ data });
  expect((await readFeed(again, ALPHA)).map(({ id }) => id)).toEqual([Entries[0]?.EventId]);
  const other = await startServer();
  await other.state.import(state);
  expect(await readFeed(other, ALPHA)).toEqual(await readFeed(again, ALPHA));
  await other.reset();
  expect(await readFeed(other)).toEqual([]);
  await again.close();
  // The table holds nothing that another version would not know.
  await withStore(data, async (store) => {
    const rows = await store.reads.selectFrom('events').selectAll().execute();
    expect(rows.map(({ account_id }) => account_id)).toEqual([ALPHA]);
  });
});

test('the events of a request are stored all or none', async () => {
  const server = await startServer();
  const client = eventBridgeOf(server);
  const calls = Array.from({ length: 20 }, (_, at) =>
    client.putEvents({ Entries: [0, 1, 2].map((part) => entry({ Detail: JSON.stringify({ at, part }) })) }),
  );
  await Promise.all(calls);
  const feed = await readFeed(server, ALPHA);
  expect(feed).toHaveLength(60);
  // The entries of a request are in order; concurrent transactions may interleave others.
  for (let at = 0; at < 20; at++) {
    const parts = feed.filter(({ detail }) => detail.at === at).map(({ detail }) => detail.part);
    expect(parts).toEqual([0, 1, 2]);
  }
});
