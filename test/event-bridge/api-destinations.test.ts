import { describe, expect, test } from 'vitest';
import {
  answerOf,
  apiKey,
  createDestination,
  EventPattern,
  eventBridgeOf,
  roleArn,
  startWithStore,
} from '../support/event-bridge.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';

const start = async () => {
  const client = eventBridgeOf(await startServer());
  const { ConnectionArn = '' } = await client.createConnection({ Name: 'c', ...apiKey });
  const request = {
    Name: 'd',
    ConnectionArn,
    InvocationEndpoint: 'https://hooks.example/*/in?x=1',
    HttpMethod: 'POST' as const,
  };
  return { client, ConnectionArn, request };
};
const unknown = `arn:aws:events:us-east-1:${ALPHA}:connection/x/11111111-1111-1111-1111-111111111111`;

describe('an API destination', () => {
  test('is created, returned, updated and deleted', async () => {
    const { client, request, ConnectionArn } = await start();
    const created = await answerOf(client.createApiDestination({ ...request, Description: 'Ours' }));
    const summary = {
      ApiDestinationArn: expect.stringMatching(
        new RegExp(`^arn:aws:events:us-east-1:${ALPHA}:api-destination/d/[0-9a-f-]{36}$`),
      ),
      ApiDestinationState: 'ACTIVE',
      CreationTime: expect.any(Date),
      LastModifiedTime: expect.any(Date),
    };
    expect(created).toEqual(summary);
    const entry = { ...summary, ...request, InvocationRateLimitPerSecond: 300 };
    expect(await answerOf(client.describeApiDestination({ Name: 'd' }))).toEqual({
      ...entry,
      Description: 'Ours',
    });
    expect((await client.listApiDestinations({})).ApiDestinations).toEqual([entry]);

    const { ConnectionArn: other = '' } = await client.createConnection({ Name: 'other', ...apiKey });
    const changes = { HttpMethod: 'PUT' as const, InvocationRateLimitPerSecond: 7, ConnectionArn: other };
    expect(await answerOf(client.updateApiDestination({ Name: 'd', ...changes }))).toEqual({
      ...summary,
      ApiDestinationArn: created.ApiDestinationArn,
      CreationTime: created.CreationTime,
    });
    expect(await answerOf(client.describeApiDestination({ Name: 'd' }))).toEqual({
      ...entry,
      ...changes,
      Description: 'Ours',
    });
    for (const [connection, names] of [
      [ConnectionArn, []],
      [other, ['d']],
    ] as const) {
      const { ApiDestinations = [] } = await client.listApiDestinations({ ConnectionArn: connection });
      expect(ApiDestinations.map(({ Name }) => Name)).toEqual(names);
    }

    expect(await answerOf(client.deleteApiDestination({ Name: 'd' }))).toEqual({});
    expect((await client.listApiDestinations({})).ApiDestinations).toEqual([]);
  });

  test('is inactive after its connection is deleted, even if another one has its name', async () => {
    const { client, request } = await start();
    await client.createApiDestination(request);
    await client.deleteConnection({ Name: 'c' });
    const states = async () => [
      (await client.describeApiDestination({ Name: 'd' })).ApiDestinationState,
      (await client.listApiDestinations({})).ApiDestinations?.[0]?.ApiDestinationState,
      (await client.updateApiDestination({ Name: 'd', HttpMethod: 'GET' })).ApiDestinationState,
    ];
    expect(await states()).toEqual(['INACTIVE', 'INACTIVE', 'INACTIVE']);
    const { ConnectionArn } = await client.createConnection({ Name: 'c', ...apiKey });
    expect(await states()).toEqual(['INACTIVE', 'INACTIVE', 'INACTIVE']);
    await client.updateApiDestination({ Name: 'd', ConnectionArn });
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
  });

  test('can be deleted while it is a rule’s target, which stays', async () => {
    const { client, request } = await start();
    const { ApiDestinationArn } = await client.createApiDestination(request);
    await client.putRule({ Name: 'r', EventPattern });
    await client.putTargets({
      Rule: 'r',
      Targets: [{ Id: 't', Arn: ApiDestinationArn, RoleArn: roleArn() }],
    });
    await client.deleteApiDestination({ Name: 'd' });
    expect((await client.listTargetsByRule({ Rule: 'r' })).Targets).toEqual([
      { Id: 't', Arn: ApiDestinationArn, RoleArn: roleArn() },
    ]);
  });

  test('has a unique name', async () => {
    const { client, request } = await start();
    await client.createApiDestination(request);
    const error = await errorOf(client.createApiDestination(request));
    expect(error).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: "An api-destination 'd' already exists.",
    });
  });

  test('that does not exist is not found', async () => {
    const { client } = await start();
    const calls = [
      client.describeApiDestination({ Name: 'none' }),
      client.updateApiDestination({ Name: 'none', HttpMethod: 'PUT' }),
      client.deleteApiDestination({ Name: 'none' }),
    ];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error).toMatchObject({
        name: 'ResourceNotFoundException',
        message: "Failed to describe the api-destination(s). An api-destination 'none' does not exist.",
      });
    }
  });

  test('needs a connection of its account', async () => {
    const server = await startServer();
    const { connectionArn: foreign } = await createDestination(eventBridgeOf(server, BETA), 'c');
    const client = eventBridgeOf(server);
    await createDestination(client, 'd');
    for (const ConnectionArn of [unknown, foreign]) {
      const request = { ConnectionArn, InvocationEndpoint: 'https://x.example', HttpMethod: 'POST' as const };
      const calls = [
        client.createApiDestination({ Name: 'n', ...request }),
        client.updateApiDestination({ Name: 'd', ...request }),
      ];
      for (const error of await Promise.all(calls.map(errorOf))) {
        expect(error).toMatchObject({
          name: 'ResourceNotFoundException',
          message: `Connection '${ConnectionArn}' does not exist.`,
        });
      }
    }
  });

  test('is limited to 3,000 per account', async () => {
    const { server, transaction } = await startWithStore();
    const client = eventBridgeOf(server);
    const { connectionArn } = await createDestination(client, 'd');
    await transaction(async (tx) => {
      const row = await tx.selectFrom('event_api_destinations').selectAll().executeTakeFirstOrThrow();
      for (let at = 1; at < 3000; at += 500) {
        const rows = Array.from({ length: Math.min(500, 3000 - at) }, (_, more) => ({
          ...row,
          name: `d${at + more}`,
        }));
        await tx.insertInto('event_api_destinations').values(rows).execute();
      }
    });
    const request = {
      Name: 'more',
      ConnectionArn: connectionArn,
      InvocationEndpoint: 'https://x.example',
      HttpMethod: 'POST' as const,
    };
    expect((await errorOf(client.createApiDestination(request))).name).toBe('LimitExceededException');
    await client.deleteApiDestination({ Name: 'd5' });
    await client.createApiDestination(request);
  });
});

describe('an invalid API destination', () => {
  test.each<[change: object, message: string | RegExp]>([
    [
      { ConnectionArn: 'invalid-connection-arn', HttpMethod: 'INVALID_METHOD' },
      /^2 validation errors detected: Value 'invalid-connection-arn' at 'connectionArn' failed to satisfy constraint: Member must satisfy regular expression pattern: .*; Value 'INVALID_METHOD' at 'httpMethod' failed to satisfy constraint: Member must satisfy enum value set: \[POST, GET, HEAD, OPTIONS, PUT, PATCH, DELETE\]$/,
    ],
    [
      { InvocationEndpoint: 'ftp://x.example' },
      'Parameter InvocationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.',
    ],
    [
      { InvocationEndpoint: 'https://' },
      'Parameter InvocationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.',
    ],
    [{ InvocationEndpoint: 'https://x.example/a b' }, /at 'invocationEndpoint'/],
    [
      { InvocationRateLimitPerSecond: 0 },
      /'0' at 'invocationRateLimitPerSecond' .* greater than or equal to 1$/,
    ],
    [{ Description: 'x'.repeat(513) }, /at 'description'/],
  ])('%o', async (change, message) => {
    const { client, request } = await start();
    await client.createApiDestination({ ...request, Name: 'kept' });
    const calls = [
      client.createApiDestination({ ...request, ...change }),
      client.updateApiDestination({ Name: 'kept', ...change }),
    ];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error.name).toBe('ValidationException');
      if (typeof message === 'string') expect(error.message).toBe(message);
      else expect(error.message).toMatch(message);
    }
    expect((await client.listApiDestinations({})).ApiDestinations).toMatchObject([
      { Name: 'kept', InvocationEndpoint: request.InvocationEndpoint },
    ]);
  });
});
