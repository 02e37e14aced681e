import { EventBridge } from '@aws-sdk/client-eventbridge';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { STS } from '@aws-sdk/client-sts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSessions } from '../../src/access/sessions.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { assume, credentialsOf, roleArn, settingsOf, stsOf } from '../support/sts.ts';
import { send, sign } from '../support/wire.ts';

const RoleSessionName = 'crm-sync';

describe('AssumeRole', () => {
  it('returns a key of the role’s account, as API_AssumeRole says', async () => {
    await using server = await startServer({
      clock: { now: () => '2026-11-23T09:30:00.500Z', onJump: () => {} },
    });
    const RoleArn = roleArn(BETA, 'partners/crm/Connector');
    const answer = await stsOf(server).assumeRole({ RoleArn, RoleSessionName });
    expect(answer).toMatchObject({
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${BETA}:assumed-role/Connector/${RoleSessionName}`,
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:crm-sync$/),
      },
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
        Expiration: new Date('2026-11-23T10:30:00Z'),
      },
    });
    // AWS docs: the CLI's examples of assume-role. Without policies and tags nothing is packed.
    expect(answer.PackedPolicySize).toBeUndefined();
    const { $metadata, ...identity } = await stsOf(server, answer.Credentials).getCallerIdentity();
    expect(identity).toEqual({
      Account: BETA,
      Arn: answer.AssumedRoleUser?.Arn,
      UserId: answer.AssumedRoleUser?.AssumedRoleId,
    });
    const again = await stsOf(server, '333333333333').assumeRole({ RoleArn, RoleSessionName: 'other' });
    expect(again.AssumedRoleUser?.AssumedRoleId?.split(':')[0]).toBe(identity.UserId?.split(':')[0]);
    expect(again.Credentials?.AccessKeyId).not.toBe(answer.Credentials?.AccessKeyId);
  });

  it('returns the share of the packed size that policies and tags take, and the source identity', async () => {
    const answer = await stsOf(await startServer()).assumeRole({
      RoleArn: roleArn(BETA),
      RoleSessionName,
      DurationSeconds: 43_200,
      ExternalId: '123ABC:partner/7',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
      PolicyArns: [
        { arn: `arn:aws:iam::${BETA}:policy/demopolicy1` },
        { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ],
      Tags: [
        { Key: 'Project', Value: 'Pegasus' },
        { Key: 'Cost-Center', Value: '' },
      ],
      TransitiveTagKeys: ['project'],
      SourceIdentity: 'Alice',
      SerialNumber: 'GAHT12345678',
      TokenCode: '123456',
    });
    expect(answer.SourceIdentity).toBe('Alice');
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    expect(answer.PackedPolicySize).toBeLessThan(20);
  });

  it('lists every member that violates a limit, in the words of STS (reported: moto 9218, aws-runas 80)', async () => {
    const call = stsOf(await startServer()).assumeRole({
      RoleArn: 'arn:short',
      RoleSessionName: `${'s'.repeat(64)}/`,
      DurationSeconds: 899,
      Policy: '',
      ExternalId: 'x',
      Tags: [
        { Key: 'a b', Value: 'ok' },
        { Key: 'c!', Value: 'ok' },
      ],
      SourceIdentity: 'a:b',
      TokenCode: '12345x',
      PolicyArns: Array.from({ length: 11 }, () => ({ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })),
    });
    const error = await errorOf(call);
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['ValidationError', 400]);
    const [count, ...faults] = error.message.split(/ detected: |; (?=Value)/);
    expect(count).toBe('11 validation errors');
    const constraint = (place: string, value: string, words: string) =>
      `Value '${value}' at '${place}' failed to satisfy constraint: Member must ${words}`;
    expect(new Set(faults)).toEqual(
      new Set([
        constraint('roleArn', 'arn:short', 'have length greater than or equal to 20'),
        constraint('roleSessionName', `${'s'.repeat(64)}/`, 'have length less than or equal to 64'),
        constraint(
          'roleSessionName',
          `${'s'.repeat(64)}/`,
          'satisfy regular expression pattern: [\\w+=,.@-]*',
        ),
        constraint('policyArns', '[11 elements]', 'have length less than or equal to 10'),
        constraint('policy', '', 'have length greater than or equal to 1'),
        constraint(
          'policy',
          '',
          'satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
        ),
        constraint('durationSeconds', '899', 'have value greater than or equal to 900'),
        constraint(
          'tags.2.member.key',
          'c!',
          'satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+',
        ),
        constraint('sourceIdentity', 'a:b', 'satisfy regular expression pattern: [\\w+=,.@-]*'),
        constraint('externalId', 'x', 'have length greater than or equal to 2'),
        constraint('tokenCode', '12345x', 'satisfy regular expression pattern: [\\d]*'),
      ]),
    );
  });

  it.each([
    [
      'ValidationError',
      400,
      { RoleArn: 'not an arn, but long enough' },
      'not an arn, but long enough is invalid',
    ],
    ['ValidationError', 400, { RoleArn: 'arn:aws:iam::12345678901:role/Connector' }, ' is invalid'],
    ['ValidationError', 400, { RoleArn: 'arn:aws:iam:us-east-1:222222222222:role/Connector' }, ' is invalid'],
    [
      'AccessDenied',
      403,
      { RoleArn: 'arn:aws:iam::222222222222:user/Bob' },
      'is not authorized to perform: sts:AssumeRole',
    ],
    ['AccessDenied', 403, { SerialNumber: 'GAHT12345678' }, 'must provide both MFA serial number'],
    ['MalformedPolicyDocument', 400, { Policy: '{' }, 'This policy contains invalid Json'],
    [
      'MalformedPolicyDocument',
      400,
      { Policy: '{"Statement":[{"Effect":"Allow"}]}' },
      'Syntax errors in policy.',
    ],
    [
      'ValidationError',
      400,
      { PolicyArns: [{ arn: 'arn:aws:iam::111111111111:policy/Mine' }] },
      ' is invalid',
    ],
    [
      'InvalidParameterValue',
      400,
      {
        Tags: [
          { Key: 'Team', Value: 'a' },
          { Key: 'team', Value: 'b' },
        ],
      },
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'InvalidParameterValue',
      400,
      { TransitiveTagKeys: ['Team'] },
      'The specified transitive tag key must be included in the requested tags.',
    ],
  ])('is refused as %s (%i) for %j', async (name, status, wrong, message) => {
    const call = stsOf(await startServer()).assumeRole({ RoleArn: roleArn(BETA), RoleSessionName, ...wrong });
    const error = await errorOf(call);
    expect([error.name.replace(/Exception$/, ''), error.$metadata.httpStatusCode]).toEqual([name, status]);
    if (typeof message === 'string') expect(error.message).toContain(message);
    else expect(error.message).toMatch(message);
  });

  it('is refused if policies and tags are too large when packed (reported: 2,048 bytes)', async () => {
    // Random text, which cannot be packed well.
    const text = () => Array.from({ length: 5 }, newSealKey).join('').replaceAll('=', '');
    const Tags = Array.from({ length: 20 }, (_, at) => ({ Key: `k${at}`, Value: text() }));
    const call = stsOf(await startServer()).assumeRole({ RoleArn: roleArn(BETA), RoleSessionName, Tags });
    const error = await errorOf(call);
    expect(error.name).toBe('PackedPolicyTooLargeException');
    expect(error.message).toMatch(/^Packed policy consumes 1\d\d% of allotted space/);
  });

  it('is chained for at most an hour, and passes on transitive tags and the source identity', async () => {
    const server = await startServer();
    const { Credentials } = await stsOf(server).assumeRole({
      RoleArn: roleArn(BETA),
      RoleSessionName,
      Tags: [
        { Key: 'Team', Value: 'north' },
        { Key: 'Shift', Value: 'late' },
      ],
      TransitiveTagKeys: ['Team'],
      SourceIdentity: 'Alice',
    });
    const chained = stsOf(server, Credentials);
    const next = { RoleArn: roleArn('333333333333'), RoleSessionName };
    const second = await chained.assumeRole({ ...next, Tags: [{ Key: 'Shift', Value: 'early' }] });
    expect(second.SourceIdentity).toBe('Alice');
    expect((await stsOf(server, second.Credentials).getCallerIdentity()).Account).toBe('333333333333');

    // reported: aws-vault issue 263.
    expect(await errorOf(chained.assumeRole({ ...next, DurationSeconds: 3601 }))).toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
    expect(await errorOf(chained.assumeRole({ ...next, SourceIdentity: 'Bob' }))).toMatchObject({
      name: 'AccessDenied',
    });
    // AWS docs: "Pass session tags in AWS STS", through two links of the chain.
    const team = { ...next, Tags: [{ Key: 'team', Value: 'south' }] };
    for (const caller of [Credentials, second.Credentials]) {
      expect(await errorOf(stsOf(server, caller).assumeRole(team))).toMatchObject({
        name: 'InvalidParameterValue',
        message: expect.stringContaining('conflicts with a transitive tag key from the calling session'),
      });
    }
  });

  it('can act as AWS: the account aws has roles like any other', async () => {
    const server = await startServer();
    const { Credentials } = await stsOf(server).assumeRole({ RoleArn: roleArn('aws'), RoleSessionName });
    expect((await stsOf(server, Credentials).getCallerIdentity()).Account).toBe('aws');
  });
});

describe('GetSessionToken', () => {
  it('returns a key of the same account for 12 hours, as API_GetSessionToken says', async () => {
    const server = await startServer({ clock: { now: () => '2026-11-23T09:30:00.000Z', onJump: () => {} } });
    const { Credentials } = await stsOf(server, BETA).getSessionToken();
    expect(Credentials?.Expiration).toEqual(new Date('2026-11-23T21:30:00Z'));
    const identity = await stsOf(server, Credentials).getCallerIdentity();
    expect(identity).toMatchObject({ Account: BETA, Arn: `arn:aws:iam::${BETA}:root`, UserId: BETA });
    const longest = await stsOf(server, BETA).getSessionToken({
      DurationSeconds: 129_600,
      SerialNumber: `arn:aws:iam::${BETA}:mfa/user`,
      TokenCode: '123456',
    });
    expect(longest.Credentials?.Expiration).toEqual(new Date('2026-11-24T21:30:00Z'));
  });

  it('is refused with a temporary key (reported: aws-sdk-net 1704), and beyond its limits', async () => {
    const server = await startServer();
    const credentials = await assume(server, BETA);
    expect(await errorOf(stsOf(server, credentials).getSessionToken())).toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
      $metadata: { httpStatusCode: 403 },
    });
    expect(await errorOf(stsOf(server).getSessionToken({ DurationSeconds: 129_601 }))).toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600",
    });
    expect(await errorOf(stsOf(server).getSessionToken({ TokenCode: '123456' }))).toMatchObject({
      name: 'AccessDenied',
    });
  });
});

describe('a temporary key', () => {
  it('acts as its account in all services: the API, EventBridge and STS', async () => {
    const server = await startServer();
    const settings = settingsOf(server, await assume(server, BETA));
    const { Id = '' } = await clientOf(server, BETA).createEngagement({
      Catalog: 'Sandbox',
      ClientToken: 't',
      Title: 'Ours',
      Description: 'Ours',
    });
    await new PartnerCentralSelling(settings).getEngagement({ Catalog: 'Sandbox', Identifier: Id });
    const { RuleArn } = await new EventBridge(settings).putRule({
      Name: 'all',
      EventPattern: '{"source":["aws.partnercentral-selling"]}',
    });
    expect(RuleArn).toBe(`arn:aws:events:us-east-1:${BETA}:rule/all`);
    expect((await new STS(settings).getCallerIdentity()).Account).toBe(BETA);
  });

  it('expires by the server’s clock, which the operator can move', async () => {
    const server = await startServer();
    const { Credentials } = await stsOf(server).assumeRole({
      RoleArn: roleArn(BETA),
      RoleSessionName,
      DurationSeconds: 900,
    });
    const settings = settingsOf(server, Credentials);
    await server.clock.freeze();
    await server.clock.set({ to: new Date(Number(Credentials?.Expiration) - 1).toISOString() });
    await new STS(settings).getCallerIdentity();
    await server.clock.set({ to: Credentials?.Expiration?.toISOString() ?? '' });
    const message = 'The security token included in the request is expired';
    const listing = new PartnerCentralSelling(settings).listOpportunities({ Catalog: 'Sandbox' });
    expect(await errorOf(listing)).toMatchObject({
      name: 'ExpiredTokenException',
      message,
      $metadata: { httpStatusCode: 400 },
    });
    expect(await errorOf(new EventBridge(settings).listRules())).toMatchObject({
      name: 'ExpiredTokenException',
      message,
      $metadata: { httpStatusCode: 400 },
    });
    expect(await errorOf(new STS(settings).getCallerIdentity())).toMatchObject({
      name: 'ExpiredToken',
      message,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each([
    ['without its token', { SessionToken: undefined }],
    ['with a token that was damaged', { SessionToken: (token: string) => `${token.slice(0, -1)}~` }],
    ['with a token that was cut', { SessionToken: (token: string) => token.slice(0, 20) }],
    ["with AWS's own token", { SessionToken: () => 'IQoJb3JpZ2luX2VjEXAMPLE' }],
    ['that is another one', { AccessKeyId: () => 'ASIAY34FZKBOKMUTVV7A' }],
    ["that is an account's own", { AccessKeyId: () => ALPHA }],
  ])('%s is unknown', async (_how, change) => {
    const server = await startServer();
    const credentials: Record<string, unknown> = { ...(await assume(server, BETA)) };
    for (const [member, make] of Object.entries(change))
      credentials[member] = make?.(String(credentials[member]));
    const settings = settingsOf(server, credentials);
    const listing = new PartnerCentralSelling(settings).listOpportunities({ Catalog: 'Sandbox' });
    expect(await errorOf(listing)).toMatchObject({
      name: 'UnrecognizedClientException',
      message: expect.stringContaining('The security token included in the request is invalid'),
    });
    expect(await errorOf(new EventBridge(settings).listRules())).toMatchObject({
      name: 'UnrecognizedClientException',
    });
    expect(await errorOf(new STS(settings).getCallerIdentity())).toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("of another server's data is unknown, however often the server starts in memory", async () => {
    const credentials = await assume(await startServer(), BETA);
    const other = stsOf(await startServer(), credentials);
    expect(await errorOf(other.getCallerIdentity())).toMatchObject({ name: 'InvalidClientTokenId' });
  });

  it("issued by AWS, as in a developer's environment, is the default account", async () => {
    const credentials = {
      AccessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      SecretAccessKey: 's',
      SessionToken: 'IQoJb3JpZ2lu',
    };
    const identity = await stsOf(await startServer(), credentials).getCallerIdentity();
    expect(identity.Account).toBe('111122223333');
  });

  it('is accepted only with its own token, whatever characters of the two are changed', () => {
    const sessions = createSessions(newSealKey(), systemClock, 'off');
    const { AccessKeyId, SessionToken } = sessions.begin({ account: BETA, arn: 'arn', userId: 'id' }, 900);
    expect(sessions.find(AccessKeyId, SessionToken)).toMatchObject({
      account: BETA,
      arn: 'arn',
      userId: 'id',
    });
    const place = fc.nat({ max: SessionToken.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom(...'ABab01-_=+/'), (at, character) => {
        const changed = SessionToken.slice(0, at) + character + SessionToken.slice(at + 1);
        fc.pre(changed !== SessionToken);
        expect(() => sessions.find(AccessKeyId, changed)).toThrow(/is invalid/);
      }),
    );
  });
});

describe('a request in the URL', () => {
  const action = '/?Action=GetCallerIdentity&Version=2011-06-15';
  const accountIn = (text: string) => /<Account>([^<]*)</.exec(text)?.[1];

  it('is signed in its header, or presigned (AWS docs: STS, Making Query Requests)', async () => {
    const server = await startServer();
    const signed = await sign(
      server,
      { method: 'GET', path: action },
      { ...credentialsOf(BETA), service: 'sts' },
    );
    expect(accountIn((await send(server, signed)).text)).toBe(BETA);

    const { AccessKeyId = '', SessionToken = '' } = (await assume(server, BETA)) ?? {};
    const presigned = (credential: string, token: string) =>
      `${action}&${new URLSearchParams({
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Credential': `${credential}/20261126/us-east-1/sts/aws4_request`,
        ...(token && { 'X-Amz-Security-Token': token }),
      })}`;
    const get = (path: string) => send(server, { method: 'GET', path });
    expect(accountIn((await get(presigned('333333333333', ''))).text)).toBe('333333333333');
    expect(accountIn((await get(presigned(AccessKeyId, SessionToken))).text)).toBe(BETA);
    const { status, text } = await get(presigned(AccessKeyId, ''));
    expect([status, /<Code>(.*)<\/Code>/.exec(text)?.[1]]).toEqual([403, 'InvalidClientTokenId']);
  });

  it('needs an action, and does not support HEAD', async () => {
    const server = await startServer();
    expect((await send(server, { method: 'GET', path: '/?Version=2011-06-15' })).status).toBe(404);
    expect((await send(server, { method: 'HEAD', path: action })).status).toBe(404);
  });
});

describe("if auth is 'strict'", () => {
  const KEY = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'secret' };
  const strict = () =>
    startServer({ auth: 'strict', accounts: [{ id: ALPHA, companyName: 'Alpha', credentials: [KEY] }] });

  it('GetCallerIdentity works by form and by URL, and only with a signature', async () => {
    const server = await strict();
    const sts = new STS({ ...settingsOf(server, ALPHA), credentials: KEY });
    expect((await sts.getCallerIdentity()).Account).toBe(ALPHA);
    const asked = { method: 'GET', path: '/?Action=GetCallerIdentity&Version=2011-06-15' };
    const inUrl = await send(server, await sign(server, asked, { ...KEY, service: 'sts' }));
    expect(inUrl.text).toContain(`<Account>${ALPHA}</Account>`);
    expect((await send(server, asked)).text).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  it('a temporary key of another server is unknown', async () => {
    const credentials = await assume(await startServer(), BETA);
    const sts = new STS({
      ...settingsOf(await strict(), undefined),
      credentials: credentialsOf(credentials),
    });
    expect(await errorOf(sts.getCallerIdentity())).toMatchObject({ name: 'InvalidClientTokenId' });
  });
});
