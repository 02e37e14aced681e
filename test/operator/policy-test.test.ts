import { describe, expect, it, test } from 'vitest';
import { showTest } from '../../src/operator/show-policy-test.ts';
import { ALPHA, BETA, startServer } from '../support/server.ts';
import { policy, type Statement, userWith } from '../support/strict.ts';
import { roleArn } from '../support/sts.ts';
import { send } from '../support/wire.ts';

const ANA = `arn:aws:iam::${ALPHA}:user/ana`;
const GET = 'partnercentral:GetOpportunity';
const reading: Statement = { Action: 'partnercentral:Get*' };
const inSandbox = { Condition: { StringEquals: { 'partnercentral:Catalog': 'Sandbox' } } };
const trust = (principal: string) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' },
});

const start = (...statements: Statement[]) =>
  startServer({
    users: [userWith(ALPHA, 'ana', ...statements)],
    roles: [
      {
        account: BETA,
        name: 'Connector',
        trustPolicy: trust(ALPHA),
        policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
      { account: ALPHA, name: 'Own', path: '/crm/', trustPolicy: trust(ANA) },
    ],
  });

describe('a test of policies', () => {
  it('explains what a user may do, with the values compared and those missing', async () => {
    const server = await start({ ...reading, ...inSandbox }, { Effect: 'Deny', Action: 's3:*' });
    const asked = { action: GET, principal: ANA };
    const allowed = await server.policies.test({
      ...asked,
      context: { 'PartnerCentral:catalog': 'Sandbox' },
    });
    expect(allowed).toMatchObject({
      ...asked,
      decision: 'Allow',
      reason: 'Statement 1 of inline allows it.',
      resource: '*',
      missingContext: [],
    });
    expect(allowed.statements).toMatchObject([
      { set: 'identity', policy: 'inline', statement: 1, effect: 'Allow', isInEffect: true },
      { set: 'identity', policy: 'inline', statement: 2, effect: 'Deny', isInEffect: false },
    ]);
    const missing = await server.policies.test(asked);
    expect(missing).toMatchObject({
      decision: 'ImplicitDeny',
      reason: 'No policy of the identity allows it.',
      missingContext: ['partnercentral:catalog'],
    });
    expect(missing.statements[0]?.elements).toEqual([
      { name: 'Action', matches: true, expected: ['partnercentral:Get*'], actual: [GET] },
      { name: 'Resource', matches: true, expected: ['*'], actual: ['*'] },
      {
        name: 'Condition',
        operator: 'StringEquals',
        key: 'partnercentral:Catalog',
        matches: false,
        expected: ['Sandbox'],
        actual: [],
      },
    ]);
  });

  it('knows the keys of the principal', async () => {
    const server = await start({ ...reading, Condition: { StringEquals: { 'aws:username': 'ana' } } });
    const ask = (context: Record<string, string>) =>
      server.policies.test({ action: GET, principal: ANA, context });
    expect((await ask({})).decision).toBe('Allow');
    expect((await ask({ 'aws:username': 'ben' })).decision).toBe('ImplicitDeny');
  });

  it('takes documents, alone, in addition, and for a session', async () => {
    const server = await start(reading);
    const document = policy(reading);
    const alone = await server.policies.test({ action: GET, policies: [JSON.stringify(document)] });
    expect(alone).toMatchObject({ decision: 'Allow', reason: 'Statement 1 of policies[0] allows it.' });
    const denying = policy({ Effect: 'Deny', Action: '*' });
    const more = await server.policies.test({ action: GET, principal: ANA, policies: [denying] });
    expect(more).toMatchObject({ decision: 'ExplicitDeny', reason: 'Statement 1 of policies[0] denies it.' });
    const narrow = { sessionPolicies: [policy({ Action: 's3:*' })] };
    const session = await server.policies.test({ action: GET, principal: ANA, ...narrow });
    expect(session.reason).toBe("The identity's policies allow it, but no session policy does.");
    const root = { action: GET, principal: `arn:aws:iam::${ALPHA}:root` };
    expect((await server.policies.test(root)).reason).toBe('The root of an account may do everything.');
    expect((await server.policies.test({ ...root, ...narrow })).decision).toBe('ImplicitDeny');
  });

  it('of a role, or a session of it, has the role’s policies, those that AWS manages too', async () => {
    const server = await start();
    const session = `arn:aws:sts::${BETA}:assumed-role/Connector/sync`;
    for (const principal of [roleArn(BETA), session]) {
      const listed = await server.policies.test({ action: 'events:ListRules', principal });
      expect(listed.reason).toBe('Statement 1 of arn:aws:iam::aws:policy/ReadOnlyAccess allows it.');
      expect((await server.policies.test({ action: GET, principal })).decision).toBe('ImplicitDeny');
    }
  });

  it('of AssumeRole explains the trust policy, too', async () => {
    const mayAssume = { Action: 'sts:AssumeRole' };
    const [able, unable] = [await start(mayAssume), await start()];
    const ask = (server: typeof able, resource: string) =>
      server.policies.test({ action: 'sts:AssumeRole', principal: ANA, resource });
    const own = `arn:aws:iam::${ALPHA}:role/crm/Own`;
    expect(await ask(able, roleArn(BETA))).toMatchObject({
      decision: 'Allow',
      reason: 'Statement 1 of inline allows it.',
    });
    expect(await ask(unable, roleArn(BETA))).toMatchObject({ decision: 'ImplicitDeny' });
    const direct = await ask(unable, own);
    expect(direct).toMatchObject({
      decision: 'Allow',
      reason: "Statement 1 of the role's trust policy allows it.",
    });
    expect(direct.statements.at(-1)).toMatchObject({
      set: 'trust',
      elements: [{ name: 'Principal', matches: true, expected: [ANA], actual: [ANA] }, { name: 'Action' }],
    });
    const ofRole = await able.policies.test({
      action: 'sts:AssumeRole',
      principal: roleArn(BETA),
      resource: own,
      policies: [policy(mayAssume)],
    });
    expect(ofRole.reason).toBe("The role's trust policy does not allow it.");
    const root = { action: 'sts:AssumeRole', principal: `arn:aws:iam::${ALPHA}:root`, resource: own };
    expect((await able.policies.test(root)).decision).toBe('ImplicitDeny');
  });

  it('refuses what cannot be tested, and says why', async () => {
    const server = await start();
    const faultOf = async (body: object) => {
      const { status, json } = await send(server, {
        path: '/_cosell/policy-tests',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return [status, json?.Message];
    };
    expect(await faultOf({ action: GET })).toEqual([400, expect.stringContaining('principal is missing')]);
    expect(await faultOf({ action: GET, principal: 'ana' })).toEqual([
      400,
      expect.stringContaining('the ARN of a user'),
    ]);
    expect(await faultOf({ action: GET, principal: ANA.replace('ana', 'ben') })).toEqual([
      400,
      `There is no arn:aws:iam::${ALPHA}:user/ben.`,
    ]);
    expect(await faultOf({ action: GET, policies: ['{'] })).toEqual([
      400,
      expect.stringContaining('policies[0] is not valid: This policy contains invalid Json'),
    ]);
    expect((await faultOf({ action: 'Get', principal: ANA }))[0]).toBe(400);
    const nothing = { action: 'sts:AssumeRole', principal: ANA, resource: roleArn(BETA, 'Nothing') };
    expect(await faultOf(nothing)).toEqual([400, `There is no ${roleArn(BETA, 'Nothing')}.`]);
  });
});

test('a test is written for people', async () => {
  const server = await start({ ...reading, ...inSandbox }, { Effect: 'Deny', Action: ['s3:*', 'sts:*'] });
  const shown = showTest(await server.policies.test({ action: GET, principal: ANA }));
  expect(shown).toBe(`✘ Denied: ${GET} on *
  for ${ANA}
  No policy of the identity allows it.

Policies of the identity
  inline
    ✘ 1: Allow, not in effect
        StringEquals partnercentral:Catalog: no value, wanted Sandbox
    ✘ 2: Deny, not in effect
        Action is not among s3:*, sts:*

The policies read keys that have no value in this test: partnercentral:catalog.`);
});
