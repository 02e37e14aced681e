import type { CreateConnectionRequest } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { answerOf, apiKey, eventBridgeOf, startWithStore } from '../support/event-bridge.ts';
import { ALPHA, errorOf, startServer } from '../support/server.ts';
import { exported } from '../support/stored-secrets.ts';
import { send } from '../support/wire.ts';

const start = async () => eventBridgeOf(await startServer());
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const arnOf = (name: string) =>
  expect.stringMatching(new RegExp(`^arn:aws:events:us-east-1:${ALPHA}:connection/${name}/${uuid.source}$`));

const basic = {
  AuthorizationType: 'BASIC',
  AuthParameters: { BasicAuthParameters: { Username: 'user', Password: 'basic-secret' } },
} as const;
const oauth = {
  AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
  AuthParameters: {
    OAuthParameters: {
      ClientParameters: { ClientID: 'client', ClientSecret: 'oauth-secret' },
      AuthorizationEndpoint: 'https://auth.example/token',
      HttpMethod: 'POST',
      OAuthHttpParameters: {
        BodyParameters: [{ Key: 'scope', Value: 'all', IsValueSecret: false }],
        HeaderParameters: [{ Key: 'X-Tenant', Value: 'tenant-secret', IsValueSecret: true }],
      },
    },
    InvocationHttpParameters: {
      HeaderParameters: [{ Key: 'X-Team', Value: 'north' }],
      QueryStringParameters: [{ Key: 'token', Value: 'query-secret', IsValueSecret: true }],
      BodyParameters: [{ Key: 'k', Value: 'body-secret', IsValueSecret: true }],
    },
  },
} as const;

describe('a connection', () => {
  test.each<[Omit<CreateConnectionRequest, 'Name'>, shown: object]>([
    [basic, { BasicAuthParameters: { Username: 'user' } }],
    [apiKey, { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key' } }],
    [
      oauth as never,
      {
        OAuthParameters: {
          ClientParameters: { ClientID: 'client' },
          AuthorizationEndpoint: 'https://auth.example/token',
          HttpMethod: 'POST',
          OAuthHttpParameters: {
            BodyParameters: [{ Key: 'scope', Value: 'all', IsValueSecret: false }],
            HeaderParameters: [{ Key: 'X-Tenant', IsValueSecret: true }],
          },
        },
        InvocationHttpParameters: {
          HeaderParameters: [{ Key: 'X-Team', Value: 'north', IsValueSecret: false }],
          QueryStringParameters: [{ Key: 'token', IsValueSecret: true }],
          BodyParameters: [{ Key: 'k', IsValueSecret: true }],
        },
      },
    ],
  ])('of $AuthorizationType is authorized at once, and never shows its secrets', async (request, shown) => {
    const { server, reads } = await startWithStore();
    const client = eventBridgeOf(server);
    const created = await answerOf(client.createConnection({ Name: 'c', Description: 'To us', ...request }));
    const summary = {
      ConnectionArn: arnOf('c'),
      ConnectionState: 'AUTHORIZED',
      CreationTime: expect.any(Date),
      LastModifiedTime: expect.any(Date),
    };
    expect(created).toEqual(summary);
    const described = await answerOf(client.describeConnection({ Name: 'c' }));
    const { AuthorizationType } = request;
    const entry = { ...summary, Name: 'c', AuthorizationType, LastAuthorizedTime: expect.any(Date) };
    expect(described).toEqual({
      ...entry,
      Description: 'To us',
      AuthParameters: shown,
      SecretArn: expect.stringMatching(
        new RegExp(
          `^arn:aws:secretsmanager:us-east-1:${ALPHA}:secret:events!connection/c/${uuid.source}-[0-9a-f]{6}$`,
        ),
      ),
    });
    expect(described.ConnectionArn).toBe(created.ConnectionArn);
    const { Connections } = await client.listConnections({});
    expect(Connections).toEqual([entry]);
    const deleted = await answerOf(client.deleteConnection({ Name: 'c' }));
    expect(JSON.stringify([created, described, Connections, deleted])).not.toContain('secret"');
    expect(await reads.selectFrom('event_connections').selectAll().execute()).toEqual([]);
  });

  test('stores its secrets for delivery', async () => {
    const { server } = await startWithStore();
    await eventBridgeOf(server).createConnection({ Name: 'c', ...basic });
    expect(await exported(server)).toEqual([basic.AuthParameters]);
  });

  test('has a unique name, which is free again after deletion', async () => {
    const client = await start();
    const first = await client.createConnection({ Name: 'c', ...basic });
    const error = await errorOf(client.createConnection({ Name: 'c', ...apiKey }));
    expect(error).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'Connection c already exists.',
    });
    expect((await client.describeConnection({ Name: 'c' })).AuthorizationType).toBe('BASIC');
    const deleted = await answerOf(client.deleteConnection({ Name: 'c' }));
    expect(deleted).toMatchObject({ ConnectionArn: first.ConnectionArn, ConnectionState: 'DELETING' });
    const second = await client.createConnection({ Name: 'c', ...apiKey });
    expect(second.ConnectionArn).not.toBe(first.ConnectionArn);
  });

  test('that does not exist is not found', async () => {
    const client = await start();
    const calls = [client.describeConnection({ Name: 'none' }), client.deleteConnection({ Name: 'none' })];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error).toMatchObject({
        name: 'ResourceNotFoundException',
        message: "Failed to describe the connection(s). Connection 'none' does not exist.",
      });
    }
  });

  test('is created once by concurrent requests', async () => {
    const client = await start();
    const calls = Array.from({ length: 8 }, () => client.createConnection({ Name: 'c', ...basic }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is limited to 3,000 per account', async () => {
    const { server, transaction } = await startWithStore();
    const client = eventBridgeOf(server);
    await client.createConnection({ Name: 'c', ...basic });
    await transaction(async (tx) => {
      const row = await tx.selectFrom('event_connections').selectAll().executeTakeFirstOrThrow();
      for (let at = 1; at < 3000; at += 500) {
        const rows = Array.from({ length: Math.min(500, 3000 - at) }, (_, more) => ({
          ...row,
          name: `c${at + more}`,
        }));
        await tx.insertInto('event_connections').values(rows).execute();
      }
    });
    const error = await errorOf(client.createConnection({ Name: 'more', ...basic }));
    expect(error.name).toBe('LimitExceededException');
    expect((await errorOf(client.describeConnection({ Name: 'more' }))).name).toBe(
      'ResourceNotFoundException',
    );
    await client.deleteConnection({ Name: 'c7' });
    await client.createConnection({ Name: 'more', ...basic });
  });
});

describe('an invalid connection', () => {
  test.each<[change: object, message: string | RegExp]>([
    [
      {
        Name: 'This is too long and has spaces 1234678901234123412341234123412341',
        AuthorizationType: 'INVALID',
      },
      "3 validation errors detected: Value 'This is too long and has spaces 1234678901234123412341234123412341' at 'name' failed to satisfy constraint: Member must have length less than or equal to 64; Value 'This is too long and has spaces 1234678901234123412341234123412341' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+; Value 'INVALID' at 'authorizationType' failed to satisfy constraint: Member must satisfy enum value set: [BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY]",
    ],
    [
      { AuthorizationType: 'API_KEY' },
      /^Parameter ApiKeyAuthParameters is not valid\. Reason: Missing required field\(s\)\. /,
    ],
    [
      { AuthParameters: {} },
      'Parameter BasicAuthParameters is not valid. Reason: Missing required field(s).',
    ],
    [
      { AuthParameters: { ...basic.AuthParameters, ...apiKey.AuthParameters } },
      'Parameter AuthParameters.ApiKeyAuthParameters is not for authorization type BASIC.',
    ],
    [
      {
        AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
        AuthParameters: {
          OAuthParameters: {
            ...oauth.AuthParameters.OAuthParameters,
            AuthorizationEndpoint: 'ftp://auth.example',
          },
        },
      },
      'Parameter AuthorizationEndpoint is not valid. Reason: It is no HTTP or HTTPS URL.',
    ],
    [
      {
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          ApiKeyAuthParameters: { ApiKeyName: 'content-length', ApiKeyValue: 'x' },
          InvocationHttpParameters: {
            HeaderParameters: [
              { Key: 'X-Fine', Value: 'x' },
              { Key: 'Host', Value: 'x' },
              { Key: 'Proxy-Authorization', Value: 'x' },
            ],
          },
        },
      },
      [
        'ApiKeyName content-length',
        'InvocationHttpParameters Host',
        'InvocationHttpParameters Proxy-Authorization',
      ]
        .map((fault) => fault.split(' '))
        .map(
          ([where, name]) =>
            `Parameter ${where} is not valid. Reason: The header ${name} is not permitted, because it belongs to the connection that carries the request.`,
        )
        .join(' '),
    ],
    [
      {
        InvocationConnectivityParameters: {
          ResourceParameters: {
            ResourceConfigurationArn:
              'arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdefg',
          },
        },
      },
      /^Private connectivity is not supported/,
    ],
    [
      {
        AuthParameters: {
          ...basic.AuthParameters,
          InvocationHttpParameters: { HeaderParameters: [{ Key: 'a b' }] },
        },
      },
      /at 'authParameters\.invocationHttpParameters\.headerParameters\.1\.member\.key'/,
    ],
    [{ KmsKeyIdentifier: 'a key' }, /at 'kmsKeyIdentifier'/],
  ])('%o', async (change, message) => {
    const client = await start();
    const request = { Name: 'c', ...basic, ...change };
    const error = await errorOf(client.createConnection(request as never));
    expect(error.name).toBe('ValidationException');
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect((await client.listConnections({})).Connections).toEqual([]);
  });

  const apiKeyOf = (more: object) => ({
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'v', ...more } },
  });
  const calledWith = (parameters: object) => ({
    AuthParameters: { ...basic.AuthParameters, InvocationHttpParameters: parameters },
  });
  const header = (Key: string, Value = 'v') => calledWith({ HeaderParameters: [{ Key, Value }] });
  const query = (Key: string, Value = 'v') => calledWith({ QueryStringParameters: [{ Key, Value }] });
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
  const inHeaders = 'authParameters.invocationHttpParameters.headerParameters';
  const inQuery = 'authParameters.invocationHttpParameters.queryStringParameters';

  // Limits: the service's model 2015-10-07 in botocore.
  test.each<[what: string, at: string, taken: object, refused: object]>([
    ...(['ApiKeyName', 'ApiKeyValue'] as const).flatMap((member): [string, string, object, object][] => {
      const at = `authParameters.apiKeyAuthParameters.a${member.slice(1)}`;
      const of = (text: string) => apiKeyOf({ [member]: text });
      return [
        [`${member} of 512 characters`, at, of('x'.repeat(512)), of('x'.repeat(513))],
        [`${member} of one character`, at, of('x'), of('')],
        [`${member} with blanks, and no colon`, at, of('x\tand y'), of('x: y')],
        [`${member} without control characters`, at, of('x-api-key~é'), of('x\u007f')],
      ];
    }),
    [
      'a header name of 512 characters',
      `${inHeaders}.1.member.key`,
      header('x'.repeat(512)),
      header('x'.repeat(513)),
    ],
    [
      'a header name that is a token',
      `${inHeaders}.1.member.key`,
      header("X-a_b.c!#$%&'*+^`|~9"),
      header('x:y'),
    ],
    [
      'a header value of 512 characters',
      `${inHeaders}.1.member.value`,
      header('x', 'v'.repeat(512)),
      header('x', 'v'.repeat(513)),
    ],
    ['a header value of ASCII', `${inHeaders}.1.member.value`, header('x', 'a\tb: c~'), header('x', 'é')],
    ['a header value in one line', `${inHeaders}.1.member.value`, header('x', 'a'), header('x', 'a\nb')],
    [
      'a query name of 512 characters',
      `${inQuery}.1.member.key`,
      query('q'.repeat(512)),
      query('q'.repeat(513)),
    ],
    ['a query name without control characters', `${inQuery}.1.member.key`, query('é q'), query('q\t')],
    [
      'a query value of 512 characters',
      `${inQuery}.1.member.value`,
      query('q', 'v'.repeat(512)),
      query('q', 'v'.repeat(513)),
    ],
    [
      'a query value with line ends alone',
      `${inQuery}.1.member.value`,
      query('q', 'é\r\n'),
      query('q', '\t'),
    ],
    [
      '100 headers',
      inHeaders,
      calledWith({ HeaderParameters: many(100) }),
      calledWith({ HeaderParameters: many(101) }),
    ],
    [
      '100 query parameters',
      inQuery,
      calledWith({ QueryStringParameters: many(100) }),
      calledWith({ QueryStringParameters: many(101) }),
    ],
    [
      '100 members of the body',
      'authParameters.invocationHttpParameters.bodyParameters',
      calledWith({ BodyParameters: many(100) }),
      calledWith({ BodyParameters: many(101) }),
    ],
  ])('a connection takes %s, and nothing beyond', async (_what, at, taken, refused) => {
    const client = await start();
    await client.createConnection({ Name: 'taken', ...basic, ...taken } as never);
    const error = await errorOf(client.createConnection({ Name: 'refused', ...basic, ...refused } as never));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toContain(` at '${at}' failed to satisfy constraint`);
    const { Connections = [] } = await client.listConnections({});
    expect(Connections.map(({ Name }) => Name)).toEqual(['taken']);
  });

  test('an invalid secret is not quoted', async () => {
    const client = await start();
    const AuthParameters = { BasicAuthParameters: { Username: 'u', Password: 'bad:secret' } };
    const error = await errorOf(
      client.createConnection({ Name: 'c', AuthorizationType: 'BASIC', AuthParameters }),
    );
    expect(error.message).toMatch(
      /^1 validation error detected: Value at 'authParameters\.basicAuthParameters\.password' failed/,
    );
    expect(error.message).not.toContain('bad');
  });

  test('a credential with many blanks is refused quickly', async () => {
    const server = await startServer();
    const Username = `${'\t x'.repeat(170)}:`;
    const AuthParameters = { BasicAuthParameters: { Username, Password: 'p' } };
    const { status } = await send(server, {
      headers: { 'x-amz-target': 'AWSEvents.CreateConnection' },
      body: JSON.stringify({ Name: 'c', AuthorizationType: 'BASIC', AuthParameters }),
    });
    expect(status).toBe(400);
  });
});

describe('an updated connection', () => {
  test('keeps omitted members and its ARN', async () => {
    const { server } = await startWithStore();
    const client = eventBridgeOf(server);
    const created = await client.createConnection({
      Name: 'c',
      Description: 'To us',
      ...(oauth as never as typeof basic),
    });
    const before = await client.describeConnection({ Name: 'c' });
    const updated = await answerOf(
      client.updateConnection({
        Name: 'c',
        AuthParameters: { OAuthParameters: { ClientParameters: { ClientSecret: 'new-secret' } } },
      }),
    );
    expect(updated).toEqual({
      ConnectionArn: created.ConnectionArn,
      ConnectionState: 'AUTHORIZED',
      CreationTime: created.CreationTime,
      LastModifiedTime: expect.any(Date),
      LastAuthorizedTime: expect.any(Date),
    });
    const { LastModifiedTime, LastAuthorizedTime, $metadata, ...described } = await client.describeConnection(
      {
        Name: 'c',
      },
    );
    expect(before).toMatchObject(described);
    const { OAuthParameters, InvocationHttpParameters } = oauth.AuthParameters;
    const [kept] = await exported(server);
    expect(kept).toEqual({
      OAuthParameters: {
        ...OAuthParameters,
        ClientParameters: { ClientID: 'client', ClientSecret: 'new-secret' },
      },
      InvocationHttpParameters,
    });
  });

  test('changes its type with all parameters that the new type needs', async () => {
    const { server } = await startWithStore();
    const client = eventBridgeOf(server);
    await client.createConnection({ Name: 'c', ...basic });
    const half = client.updateConnection({
      Name: 'c',
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x' } },
    });
    expect((await errorOf(half)).message).toBe(
      'Parameter ApiKeyAuthParameters is not valid. Reason: Missing required field(s).',
    );
    expect((await client.describeConnection({ Name: 'c' })).AuthorizationType).toBe('BASIC');
    await client.updateConnection({ Name: 'c', Description: 'Now with a key', ...apiKey });
    const { AuthorizationType, Description, AuthParameters } = await client.describeConnection({ Name: 'c' });
    expect({ AuthorizationType, Description, AuthParameters }).toEqual({
      AuthorizationType: 'API_KEY',
      Description: 'Now with a key',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key' } },
    });
    expect(await exported(server)).toEqual([apiKey.AuthParameters]);
  });

  test.each([
    [
      { AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x', ApiKeyValue: 'y' } } },
      'Parameter AuthParameters.ApiKeyAuthParameters is not for authorization type BASIC.',
    ],
    [{ AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS' as const }, /^Parameter OAuthParameters is not valid/],
    [{ AuthParameters: { BasicAuthParameters: { Username: '' } } }, /basicAuthParameters\.username' failed/],
    [{ Description: 'x'.repeat(513) }, /'description' failed to satisfy constraint/],
  ])('is not changed by %o', async (change, message) => {
    const { server } = await startWithStore();
    const client = eventBridgeOf(server);
    await client.createConnection({ Name: 'c', ...basic });
    const error = await errorOf(client.updateConnection({ Name: 'c', ...change }));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(await exported(server)).toEqual([basic.AuthParameters]);
  });

  test('has to exist', async () => {
    const error = await errorOf((await start()).updateConnection({ Name: 'none' }));
    expect(error).toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Failed to describe the connection(s). Connection 'none' does not exist.",
    });
  });
});
