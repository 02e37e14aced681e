import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { apiKey, eventBridgeOf, roleArn, startWithStore } from '../support/event-bridge.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, readFeed } from '../support/server.ts';

/** Creates a rule of ALPHA for created opportunities, with a local API destination as target. */
const start = async () => {
  const receiver = await startReceiver();
  const { server, subscription } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  const client = eventBridgeOf(server);
  const { ConnectionArn } = await client.createConnection({ Name: 'crm', ...apiKey });
  const { ApiDestinationArn } = await client.createApiDestination({
    Name: 'crm',
    ConnectionArn,
    InvocationEndpoint: `${receiver.url}/in`,
    HttpMethod: 'POST',
  });
  await client.putRule({ Name: 'created', EventPattern: '{"detail-type":["Opportunity Created"]}' });
  const InputTransformer = {
    InputPathsMap: { id: '$.id', opportunity: '$.detail.opportunity.identifier' },
    InputTemplate: '{"id": <id>, "opportunity": "<opportunity>", "rule": <aws.events.rule-name>}',
  };
  const target = { Id: 't', Arn: ApiDestinationArn, RoleArn: roleArn(), InputTransformer };
  const put = () => client.putTargets({ Rule: 'created', Targets: [target] });
  const create = async (account = ALPHA) =>
    (await clientOf(server, account).createOpportunity(opportunity())).Id ?? '';
  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));
  const position = async () => (await subscription('rule/created/t'))?.position ?? 0;
  return { server, client, receiver, put, create, bodies, position };
};

test('a matching event arrives at the target, transformed and authorized', async () => {
  const { server, receiver, put, create, bodies } = await start();
  await create();
  await put();
  await create(BETA);
  const id = await create();
  await eventually(() => receiver.received.length > 0);
  const [before, event] = await readFeed(server, ALPHA);
  expect(before?.id).not.toBe(event?.id);
  expect(bodies()).toEqual([{ id: event?.id, opportunity: id, rule: 'created' }]);
  expect(receiver.received[0]).toMatchObject({
    method: 'POST',
    path: '/in',
    headers: { 'x-api-key': 'key-secret', 'content-type': expect.stringContaining('application/json') },
  });
});

test('events during a disabled rule never arrive, not even later', async () => {
  const { client, put, create, bodies, position } = await start();
  await put();
  const first = await create();
  // Nothing is outstanding after the target's position has passed the event.
  await eventually(async () => (await position()) > 0);
  await client.disableRule({ Name: 'created' });
  await create();
  await client.enableRule({ Name: 'created' });
  const last = await create();
  await eventually(() => bodies().some(({ opportunity }) => opportunity === last));
  expect(new Set(bodies().map(({ opportunity }) => opportunity))).toEqual(new Set([first, last]));
});
