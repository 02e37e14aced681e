import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { expect, it, onTestFinished } from 'vitest';
import { refer } from '../support/data.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';

/** A target that responds on demand and counts requests. */
const heldTarget = async () => {
  const held = Promise.withResolvers<void>();
  const arrived: string[] = [];
  const target = createServer(async (request, response) => {
    for await (const chunk of request) arrived.push(String(chunk));
    await held.promise;
    response.writeHead(204).end();
  });
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  onTestFinished(async () => {
    held.resolve();
    target.closeAllConnections();
    target.close();
  });
  const { port } = target.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, arrived, release: held.resolve };
};

it('idle waits for events in delivery to a target, and reports them after the timeout', async () => {
  const server = await startServer();
  const target = await heldTarget();
  const eventBridge = new EventBridge(server.clientConfig(ALPHA));
  const { ConnectionArn } = await eventBridge.createConnection({
    Name: 'c',
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'k' } },
  });
  const { ApiDestinationArn } = await eventBridge.createApiDestination({
    Name: 'd',
    ConnectionArn,
    InvocationEndpoint: target.url,
    HttpMethod: 'POST',
  });
  await eventBridge.putRule({ Name: 'r', EventPattern: '{"source":["aws.partnercentral-selling"]}' });
  await eventBridge.putTargets({
    Rule: 'r',
    Targets: [{ Id: 't', Arn: ApiDestinationArn, RoleArn: 'arn:aws:iam::111111111111:role/r' }],
  });
  await refer(clientOf(server, ALPHA));
  await expect(server.idle({ timeout: 100 })).rejects.toThrow(/events on their way to targets/);
  target.release();
  await server.idle();
  expect(target.arrived).toHaveLength((await server.events.list({ account: ALPHA })).events.length);
});
