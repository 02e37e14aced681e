import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { STS } from '@aws-sdk/client-sts';
import { describe, expect, it, test } from 'vitest';
import type { RoleOption } from '../../src/server/principal-options.ts';
import { movableClock } from '../support/clock.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, errorOf, temporaryFolder } from '../support/server.ts';
import { policy, type Statement, startStrictServer, userWith } from '../support/strict.ts';
import { type GivenCredentials, roleArn, settingsOf, stsOf } from '../support/sts.ts';

const HOUR = 3600;
const RoleSessionName = 'crm-sync';
const list = { Catalog: 'Sandbox' } as const;
const reading: Statement = { Action: 'partnercentral:List*' };
const mayAssume: Statement = { Action: 'sts:AssumeRole' };
const ANA = `arn:aws:iam::${ALPHA}:user/ana`;

/** A trust policy of these statements. Default: anyone of Alpha may assume. */
const trust = (...statements: object[]): object => ({
  Version: '2012-10-17',
  Statement: (statements.length > 0 ? statements : [{}]).map((statement) => ({
    Effect: 'Allow',
    Principal: { AWS: ALPHA },
    Action: 'sts:AssumeRole',
    ...statement,
  })),
});

const role = (account: string, trustPolicy = trust(), ...statements: Statement[]): RoleOption => ({
  account,
  name: 'Connector',
  trustPolicy,
  policies: [{ name: 'inline', document: policy(...(statements.length > 0 ? statements : [reading])) }],
});

type Server = Awaited<ReturnType<typeof startStrictServer>>;

const assumeBy = async (
  server: Server,
  who: string | GivenCredentials | undefined,
  input: Partial<AssumeRoleCommandInput> = {},
): Promise<GivenCredentials | undefined> => {
  const given = { RoleArn: roleArn(BETA), RoleSessionName, ...input };
  return (await stsOf(server, who).assumeRole(given)).Credentials;
};

const clientWith = (server: Server, credentials: GivenCredentials | undefined) =>
  new PartnerCentralSelling(settingsOf(server, credentials));

const start = (roles: RoleOption[], ...statements: Statement[]) =>
  startStrictServer({
    users: [userWith(ALPHA, 'ana', ...(statements.length > 0 ? statements : [mayAssume]))],
    roles,
  });

describe('AssumeRole with authentication', () => {
  it('gives a key that may do in the role’s account what its policies allow, and nothing else', async () => {
    const server = await start([role(BETA)]);
    const credentials = await assumeBy(server, 'ana');
    const identity = await stsOf(server, credentials).getCallerIdentity();
    expect(identity).toMatchObject({
      Account: BETA,
      Arn: `arn:aws:sts::${BETA}:assumed-role/Connector/${RoleSessionName}`,
      UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:crm-sync$/),
    });
    const client = clientWith(server, credentials);
    expect((await client.listOpportunities(list)).OpportunitySummaries).toEqual([]);
    expect((await errorOf(client.createOpportunity(opportunity()))).name).toBe('AccessDeniedException');
  });

  it('checks the signature that is made with the key, and its token', async () => {
    const server = await start([role(BETA)]);
    const credentials = await assumeBy(server, 'ana');
    const other = await assumeBy(server, 'ana');
    const nameOf = async (changed: GivenCredentials) =>
      (await errorOf(clientWith(server, { ...credentials, ...changed }).listOpportunities(list))).name;
    expect(await nameOf({ SecretAccessKey: other?.SecretAccessKey })).toBe('InvalidSignatureException');
    expect(await nameOf({ SessionToken: other?.SessionToken })).toBe('UnrecognizedClientException');
    expect(await nameOf({ SessionToken: undefined })).toBe('UnrecognizedClientException');
  });

  it('refuses in the same words whether the role exists or does not trust the caller', async () => {
    const secret = { Condition: { StringEquals: { 'sts:ExternalId': 'Unique-12345' } } };
    const server = await start([
      { ...role(BETA), name: 'Pathed', path: '/crm/' },
      { ...role(BETA, trust({ Principal: { AWS: '444444444444' } })), name: 'Other' },
      { ...role(BETA, trust({ Effect: 'Deny' }, {})), name: 'Denied' },
      { ...role(BETA, trust({ Principal: { Service: 'ec2.amazonaws.com' } })), name: 'Service' },
      { ...role(BETA, trust({ Principal: { Federated: 'accounts.google.com' } })), name: 'Federated' },
      { ...role(BETA, trust(secret)), name: 'External' },
    ]);
    const refusalOf = async (name: string, input: Partial<AssumeRoleCommandInput> = {}) => {
      const error = await errorOf(assumeBy(server, 'ana', { RoleArn: roleArn(BETA, name), ...input }));
      expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDenied', 403]);
      return error.message.replace(roleArn(BETA, name), 'ROLE');
    };
    const nothingThere = await refusalOf('Nothing');
    expect(nothingThere).toBe(`User: ${ANA} is not authorized to perform: sts:AssumeRole on resource: ROLE`);
    for (const name of ['Pathed', 'crm/Nothing', 'Other', 'Denied', 'Service', 'Federated', 'External']) {
      expect(await refusalOf(name), name).toBe(nothingThere);
    }
    expect(await refusalOf('External', { ExternalId: 'unique-12345' })).toBe(nothingThere);
    // Neither tells whether the role exists: a longer session than it allows.
    expect(await refusalOf('External', { DurationSeconds: 12 * HOUR })).toBe(nothingThere);
    await assumeBy(server, 'ana', { RoleArn: roleArn(BETA, 'External'), ExternalId: 'Unique-12345' });
    await assumeBy(server, 'ana', { RoleArn: roleArn(BETA, 'crm/Pathed') });
  });

  it('is not for an account’s root', async () => {
    const server = await start([role(BETA)]);
    const error = await errorOf(assumeBy(server, ALPHA));
    expect(error).toMatchObject({
      name: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
  });

  it('across accounts needs the caller’s own permission too, and in one account only if the role trusts the account', async () => {
    const byName = trust({ Principal: { AWS: ANA } });
    const server = await start(
      [role(BETA, byName), role(ALPHA, byName), { ...role(ALPHA), name: 'OfAccount' }],
      reading,
    );
    const outcome = (RoleArn: string) =>
      assumeBy(server, 'ana', { RoleArn }).then(
        () => 'assumed',
        (error: Error) => error.name,
      );
    expect(await outcome(roleArn(BETA))).toBe('AccessDenied');
    expect(await outcome(roleArn(ALPHA))).toBe('assumed');
    expect(await outcome(roleArn(ALPHA, 'OfAccount'))).toBe('AccessDenied');
  });

  it('is refused by an explicit deny of the caller’s own policies', async () => {
    const server = await start([role(ALPHA, trust({ Principal: { AWS: ANA } }))], mayAssume, {
      ...mayAssume,
      Effect: 'Deny',
      Resource: roleArn(ALPHA),
    });
    expect((await errorOf(assumeBy(server, 'ana', { RoleArn: roleArn(ALPHA) }))).name).toBe('AccessDenied');
  });

  it.each([
    [
      'sts:RoleSessionName',
      { StringLike: { 'sts:RoleSessionName': 'crm-*' } },
      {},
      { RoleSessionName: 'x-crm' },
    ],
    [
      'sts:ExternalId',
      { StringEquals: { 'sts:ExternalId': 'abc' } },
      { ExternalId: 'abc' },
      { ExternalId: 'abd' },
    ],
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': '127.0.0.1' } }, {}, undefined],
    ['aws:PrincipalArn', { ArnEquals: { 'aws:PrincipalArn': ANA } }, {}, undefined],
    ['aws:username', { StringEquals: { 'aws:username': 'ana' } }, {}, undefined],
  ])('evaluates %s in the trust policy', async (_key, Condition, matching, other) => {
    const server = await start([role(BETA, trust({ Condition }))]);
    await assumeBy(server, 'ana', matching);
    if (other) expect((await errorOf(assumeBy(server, 'ana', other))).name).toBe('AccessDenied');
    const opposite = {
      [Object.keys(Condition)[0] === 'IpAddress' ? 'NotIpAddress' : 'StringNotLike']:
        Object.values(Condition)[0],
    };
    const strict = await start([role(BETA, trust({ Condition: opposite }))]);
    expect((await errorOf(assumeBy(strict, 'ana', matching))).name).toBe('AccessDenied');
  });

  it('lasts as long as the role allows, an hour in a chain', async () => {
    const chained = { ...role(ALPHA, trust({ Principal: { AWS: BETA } })), maxSessionSeconds: 12 * HOUR };
    const server = await start([{ ...role(BETA, trust(), mayAssume), maxSessionSeconds: 2 * HOUR }, chained]);
    const credentials = await assumeBy(server, 'ana', { DurationSeconds: 2 * HOUR });
    const tooLong = await errorOf(assumeBy(server, 'ana', { DurationSeconds: 2 * HOUR + 1 }));
    expect(tooLong).toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    const RoleArn = roleArn(ALPHA);
    const next = await assumeBy(server, credentials, { RoleArn, DurationSeconds: HOUR });
    expect((await stsOf(server, next).getCallerIdentity()).Account).toBe(ALPHA);
    const chain = await errorOf(assumeBy(server, credentials, { RoleArn, DurationSeconds: HOUR + 1 }));
    expect(chain.message).toBe(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  });

  it('limits the session by its policies: the document, managed ones, and unknown ones', async () => {
    const server = await start([role(BETA, trust(), { Action: 'partnercentral:*' })]);
    const outcomes = async (input: Partial<AssumeRoleCommandInput>) => {
      const client = clientWith(server, await assumeBy(server, 'ana', input));
      const calls = [() => client.listOpportunities(list), () => client.createOpportunity(opportunity())];
      return Promise.all(
        calls.map((call) =>
          call().then(
            () => 'yes',
            (error: Error) => error.name,
          ),
        ),
      );
    };
    const no = 'AccessDeniedException';
    expect(await outcomes({})).toEqual(['yes', 'yes']);
    expect(await outcomes({ Policy: JSON.stringify(policy(reading)) })).toEqual(['yes', no]);
    // It cannot give what the role lacks, and denies what the role has.
    expect(await outcomes({ Policy: JSON.stringify(policy({ Action: 's3:*' })) })).toEqual([no, no]);
    const arn = (name: string) => ({ arn: `arn:aws:iam::aws:policy/${name}` });
    expect(await outcomes({ PolicyArns: [arn('AWSPartnerCentralSandboxFullAccess')] })).toEqual([
      'yes',
      'yes',
    ]);
    expect(await outcomes({ PolicyArns: [arn('ReadOnlyAccess')] })).toEqual([no, no]);
    expect(await outcomes({ PolicyArns: [arn('Nothing')] })).toEqual([no, no]);
  });

  it('a session policy limits what roles the session may assume', async () => {
    const next = role(ALPHA, trust({ Principal: { AWS: BETA } }));
    const server = await start([role(BETA, trust(), mayAssume), next]);
    const RoleArn = roleArn(ALPHA);
    const narrow = await assumeBy(server, 'ana', { Policy: JSON.stringify(policy(reading)) });
    expect((await errorOf(assumeBy(server, narrow, { RoleArn }))).name).toBe('AccessDenied');
    await assumeBy(server, await assumeBy(server, 'ana'), { RoleArn });
  });

  it('tags need sts:TagSession, are aws:PrincipalTag, and transitive ones pass on in a chain', async () => {
    const tagging = { Action: ['sts:AssumeRole', 'sts:TagSession'] };
    const byTeam = { ...reading, Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'north' } } };
    const chained = trust({ ...tagging, Principal: { AWS: BETA } });
    const server = await start(
      [
        role(BETA, trust(tagging), byTeam, tagging),
        { ...role(BETA), name: 'Untagged' },
        role(ALPHA, chained, byTeam),
        { ...role(ALPHA, trust({ Principal: { AWS: BETA } })), name: 'Untagged' },
      ],
      tagging,
    );
    const Tags = [{ Key: 'team', Value: 'north' }];
    const untagged = await errorOf(assumeBy(server, 'ana', { RoleArn: roleArn(BETA, 'Untagged'), Tags }));
    expect(untagged.message).toContain('is not authorized to perform: sts:TagSession on resource');
    const tagged = await assumeBy(server, 'ana', { Tags, TransitiveTagKeys: ['team'] });
    await clientWith(server, tagged).listOpportunities(list);
    const other = await assumeBy(server, 'ana', { Tags: [{ Key: 'team', Value: 'south' }] });
    expect((await errorOf(clientWith(server, other).listOpportunities(list))).name).toBe(
      'AccessDeniedException',
    );
    const next = await assumeBy(server, tagged, { RoleArn: roleArn(ALPHA) });
    await clientWith(server, next).listOpportunities(list);
    const inherited = await errorOf(assumeBy(server, tagged, { RoleArn: roleArn(ALPHA, 'Untagged') }));
    expect(inherited.message).toContain('sts:TagSession');
  });

  it('a source identity needs sts:SetSourceIdentity, also in a chain', async () => {
    const setting = { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] };
    const server = await start(
      [
        role(BETA, trust({ ...setting, Condition: { StringLike: { 'sts:SourceIdentity': 'A*' } } }), setting),
        role(ALPHA, trust({ Principal: { AWS: BETA } })),
      ],
      setting,
    );
    const credentials = await assumeBy(server, 'ana', { SourceIdentity: 'Alice' });
    expect((await errorOf(assumeBy(server, 'ana', { SourceIdentity: 'Bob' }))).name).toBe('AccessDenied');
    const next = await errorOf(assumeBy(server, credentials, { RoleArn: roleArn(ALPHA) }));
    expect(next.message).toContain('sts:SetSourceIdentity');
  });

  it('accepts no MFA code, because there are no devices', async () => {
    const server = await start([role(BETA)]);
    const mfa = { SerialNumber: `arn:aws:iam::${ALPHA}:mfa/ana`, TokenCode: '123456' };
    expect((await errorOf(assumeBy(server, 'ana', mfa))).message).toContain(
      'MultiFactorAuthentication failed',
    );
    expect((await errorOf(stsOf(server, 'ana').getSessionToken(mfa))).message).toContain('MultiFactor');
  });
});

describe('a session', () => {
  it('ends at its time', async () => {
    const clock = movableClock();
    const server = await startStrictServer({
      users: [userWith(ALPHA, 'ana', mayAssume)],
      roles: [role(BETA)],
      clock,
    });
    const credentials = await assumeBy(server, 'ana');
    clock.advance((HOUR - 60) * 1000);
    const systemClockOffset = (HOUR - 60) * 1000;
    const sts = new STS({ ...settingsOf(server, credentials), systemClockOffset });
    expect((await sts.getCallerIdentity()).Account).toBe(BETA);
    clock.advance(60_000);
    expect(await errorOf(sts.getCallerIdentity())).toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    });
    const client = new PartnerCentralSelling({ ...settingsOf(server, credentials), systemClockOffset });
    expect((await errorOf(client.listOpportunities(list))).name).toBe('ExpiredTokenException');
  });

  it('of GetSessionToken may do what its user may, and in STS only AssumeRole and GetCallerIdentity', async () => {
    const server = await start([role(ALPHA, trust({ Principal: { AWS: ANA } }))], reading);
    const { Credentials } = await stsOf(server, 'ana').getSessionToken({});
    const sts = stsOf(server, Credentials);
    expect(await sts.getCallerIdentity()).toMatchObject({ Account: ALPHA, Arn: ANA });
    await clientWith(server, Credentials).listOpportunities(list);
    const refused = await errorOf(clientWith(server, Credentials).createOpportunity(opportunity()));
    expect(refused.name).toBe('AccessDeniedException');
    await assumeBy(server, Credentials, { RoleArn: roleArn(ALPHA) });
    expect((await errorOf(sts.getSessionToken({}))).name).toBe('AccessDenied');
  });

  it('of an account’s root lasts an hour at most, and still assumes no role', async () => {
    const server = await start([role(BETA)]);
    const { Credentials } = await stsOf(server, ALPHA).getSessionToken({ DurationSeconds: 36 * HOUR });
    expect(Number(Credentials?.Expiration)).toBeLessThanOrEqual(Date.now() + HOUR * 1000);
    await clientWith(server, Credentials).createOpportunity(opportunity());
    expect((await errorOf(assumeBy(server, Credentials))).message).toContain('root accounts');
  });

  it('can be ended by a policy on aws:TokenIssueTime, as AWS’s console revokes sessions', async () => {
    const revoked: Statement = {
      Effect: 'Deny',
      Action: '*',
      Condition: { DateLessThan: { 'aws:TokenIssueTime': '2100-01-01T00:00:00Z' } },
    };
    const server = await start([role(BETA, trust(), reading, revoked)]);
    const client = clientWith(server, await assumeBy(server, 'ana'));
    expect((await errorOf(client.listOpportunities(list))).message).toContain('explicit deny');
  });
});

test('sessions survive a restart; those of a deleted role allow nothing, those of a deleted user are unknown', async () => {
  const data = await temporaryFolder();
  const roles = [role(BETA), { ...role(BETA), name: 'Other' }];
  const users = [userWith(ALPHA, 'ana', mayAssume), userWith(ALPHA, 'ben', reading)];
  const first = await startStrictServer({ data, users, roles });
  const [kept, deleted] = [
    await assumeBy(first, 'ana'),
    await assumeBy(first, 'ana', { RoleArn: roleArn(BETA, 'Other') }),
  ];
  const [ana, ben] = [
    (await stsOf(first, 'ana').getSessionToken({})).Credentials,
    (await stsOf(first, 'ben').getSessionToken({})).Credentials,
  ];
  await first.close();
  const second = await startStrictServer({ data, users: users.slice(0, 1), roles: roles.slice(0, 1) });
  await clientWith(second, kept).listOpportunities(list);
  const orphan = await errorOf(clientWith(second, deleted).listOpportunities(list));
  expect(orphan.name).toBe('AccessDeniedException');
  expect((await stsOf(second, ana).getCallerIdentity()).Arn).toBe(ANA);
  expect((await errorOf(stsOf(second, ben).getCallerIdentity())).name).toBe('InvalidClientTokenId');
});

test('a key that the same data’s server issued without authentication is refused', async () => {
  const data = await temporaryFolder();
  const open = await startStrictServer({ data, auth: 'off' });
  const { Credentials } = await stsOf(open, BETA).getSessionToken({});
  const role = await assumeBy(open, ALPHA);
  await open.close();
  const strict = await startStrictServer({ data });
  for (const credentials of [Credentials, role]) {
    expect((await errorOf(stsOf(strict, credentials).getCallerIdentity())).name).toBe('InvalidClientTokenId');
  }
});
