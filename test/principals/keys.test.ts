import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { outcomeOf, userWithKey } from '../support/keys.ts';
import { ALPHA, type ApiError, BETA, errorOf, faultsOf as faultsIn, startServer } from '../support/server.ts';

const strictServer = (options: Parameters<typeof startServer>[0] = {}) =>
  startServer({ auth: 'strict', operatorToken: 'a token', ...secrets, ...options });
/** The faults of an error that a method in this process throws. */
const faultsOf = (error: Error): string[] => faultsIn((error as Error & { details: ApiError }).details);
/** On PostgreSQL a server has no secrets key of its own. */
const secrets = { secretsKeys: ['c2VjcmV0cyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ='] };

describe('keys in the database', () => {
  it('sign for their user, until they are revoked', async () => {
    const server = await strictServer();
    const key = await userWithKey(server, ALPHA);
    expect(key.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(key.secretAccessKey).toMatch(/^[\w+/]{40}$/);
    expect(await outcomeOf(server, key)).toBe('accepted');
    const credentials = { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey ?? '' };
    const sts = new STSClient({ endpoint: server.endpoint, region: 'us-east-1', credentials });
    const { userId, arn } = await server.users.get({ account: ALPHA, name: 'connector' });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: ALPHA,
      Arn: arn,
      UserId: userId,
    });
    await server.keys.revoke({ accessKeyId: key.accessKeyId });
    expect(await outcomeOf(server, key)).toBe('UnrecognizedClientException');
  });

  it('of an account itself sign for its root', async () => {
    const server = await strictServer();
    const key = await server.keys.create({ account: BETA });
    expect(key).not.toHaveProperty('user');
    expect(await outcomeOf(server, key)).toBe('accepted');
    expect(await outcomeOf(server, { ...key, secretAccessKey: 'another' })).toBe('InvalidSignatureException');
  });

  it('are rotated: the old one stays until it is revoked, and an owner has two at most', async () => {
    const server = await strictServer();
    const old = await userWithKey(server, ALPHA);
    const young = await server.keys.rotate({ accessKeyId: old.accessKeyId });
    expect([await outcomeOf(server, old), await outcomeOf(server, young)]).toEqual(['accepted', 'accepted']);
    const third = await errorOf(server.keys.rotate({ accessKeyId: old.accessKeyId }));
    expect(third.name).toBe('ServiceQuotaExceededException');
    await server.keys.revoke({ accessKeyId: old.accessKeyId });
    expect(await outcomeOf(server, old)).toBe('UnrecognizedClientException');
    expect(await outcomeOf(server, young)).toBe('accepted');
    const { keys } = await server.keys.list({ account: ALPHA, user: 'connector' });
    expect(keys.map(({ accessKeyId }) => accessKeyId)).toEqual([young.accessKeyId]);
    expect(JSON.stringify(keys)).not.toContain('ecret');
  });

  it('are refused while they are inactive, and when their user is deleted', async () => {
    const server = await strictServer();
    const key = await userWithKey(server, ALPHA);
    const { accessKeyId } = key;
    await server.keys.update({ accessKeyId, status: 'Inactive' });
    expect(await outcomeOf(server, key)).toBe('UnrecognizedClientException');
    await server.keys.update({ accessKeyId, status: 'Active' });
    expect(await outcomeOf(server, key)).toBe('accepted');
    expect(await server.users.delete({ account: ALPHA, name: 'connector' })).toEqual({ deletedKeys: 1 });
    expect(await outcomeOf(server, key)).toBe('UnrecognizedClientException');
    // A new user of that name is another one, without its keys.
    await server.users.create({ account: ALPHA, name: 'connector' });
    expect((await server.keys.list({ account: ALPHA })).keys).toEqual([]);
  });

  it('are refused at once though they were used a moment ago, and known at once though they were refused', async () => {
    const server = await strictServer();
    const key = await userWithKey(server, ALPHA);
    for (let times = 0; times < 3; times += 1) {
      await server.keys.update({ accessKeyId: key.accessKeyId, status: 'Inactive' });
      expect(await outcomeOf(server, key)).toBe('UnrecognizedClientException');
      await server.keys.update({ accessKeyId: key.accessKeyId, status: 'Active' });
      expect(await outcomeOf(server, key)).toBe('accepted');
    }
  });

  it('can have their secret in a variable or file of each server', async () => {
    const server = await strictServer();
    process.env.TEST_SECRET_OF_KEY = 'a secret from outside';
    const key = await server.keys.create({ account: ALPHA, secretEnv: 'TEST_SECRET_OF_KEY' });
    expect(key).not.toHaveProperty('secretAccessKey');
    expect(await outcomeOf(server, { ...key, secretAccessKey: 'a secret from outside' })).toBe('accepted');
    delete process.env.TEST_SECRET_OF_KEY;
    const missing = await server.keys.create({ account: ALPHA, secretFile: '/nowhere/secret' });
    expect(await outcomeOf(server, missing)).toBe('UnrecognizedClientException');
    const both = { account: BETA, secretEnv: 'A', secretFile: '/b' };
    expect(faultsOf(await errorOf(server.keys.create(both)))).toEqual(['secretFile: INVALID_VALUE']);
  });

  it('belong to the installation: a reset keeps them, and an export does not contain them', async () => {
    const server = await strictServer();
    const key = await userWithKey(server, ALPHA);
    const state = await server.state.export();
    expect(Object.keys(state.tables).filter((name) => /^iam_|operator_tokens/.test(name))).toEqual([]);
    expect(JSON.stringify(state)).not.toContain(key.accessKeyId);
    await server.reset();
    await server.reset({ account: ALPHA });
    await server.state.import(state);
    expect(await outcomeOf(server, key)).toBe('accepted');
    const tables = { ...state.tables, iam_access_keys: { columns: [], rows: [] } };
    const smuggled = await errorOf(server.state.import({ ...state, tables }));
    expect(faultsOf(smuggled)).toEqual(['tables.iam_access_keys: INVALID_VALUE']);
  });

  it('are deleted with their account', async () => {
    const server = await strictServer();
    const [one, other] = [await userWithKey(server, ALPHA), await userWithKey(server, BETA)];
    await server.accounts.delete({ id: ALPHA });
    expect(await outcomeOf(server, one)).toBe('UnrecognizedClientException');
    expect(await outcomeOf(server, other)).toBe('accepted');
    expect((await server.users.list()).users.map(({ account }) => account)).toEqual([BETA]);
  });

  it('are not those of the configuration, which only its file changes', async () => {
    const configured = { accessKeyId: 'AKIDCONFIGUREDKEY0', secretAccessKey: 'configured' };
    const server = await strictServer({
      users: [{ account: ALPHA, name: 'connector', accessKeys: [configured] }],
    });
    const refused = [
      () => server.users.create({ account: ALPHA, name: 'connector' }),
      () => server.users.delete({ account: ALPHA, name: 'connector' }),
      () => server.users.putPolicy({ account: ALPHA, name: 'connector', policy: 'p', document: allow }),
      () => server.keys.create({ account: ALPHA, user: 'connector' }),
      () => server.keys.revoke({ accessKeyId: configured.accessKeyId }),
    ];
    for (const call of refused) {
      const error = await errorOf(call());
      expect([error.name, error.message]).toEqual([
        'ConflictException',
        expect.stringContaining('configuration file'),
      ]);
    }
    // It is known, and may do nothing without a policy.
    expect(await outcomeOf(server, configured)).toBe('AccessDeniedException');
  });

  it('are enough to start a strict server, and so is a token', async () => {
    await expect(startCosell({ auth: 'strict' })).rejects.toThrow(
      /--operator-token-file.*cosell keys create/,
    );
    await strictServer();
  });
});

const allow = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'partnercentral:*', Resource: '*' }],
};

describe('users, roles and policies', () => {
  it('are listed by page, in order of account and name', async () => {
    const server = await startServer();
    const names = Array.from({ length: 7 }, (_, index) => `user-${index}`);
    for (const account of [ALPHA, BETA]) {
      for (const name of names) await server.users.create({ account, name });
    }
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { users, next } = await server.users.list({ limit: 3, ...(after && { after }) });
      seen.push(...users.map(({ account, name }) => `${account}/${name}`));
      if (next === undefined) break;
      after = next;
    }
    expect(seen).toEqual([ALPHA, BETA].flatMap((account) => names.map((name) => `${account}/${name}`)));
    expect((await server.users.list({ account: BETA })).users).toHaveLength(7);
    const wrong = await errorOf(server.users.list({ after: 'a/b/c' }));
    expect(faultsOf(wrong)).toEqual(['after: INVALID_VALUE']);
  });

  it('have names that differ in more than case, and IAM’s characters', async () => {
    const server = await startServer();
    await server.users.create({ account: ALPHA, name: 'Jane.Doe+crm@example', path: '/crm/eu/' });
    const same = await errorOf(server.users.create({ account: ALPHA, name: 'jane.doe+CRM@example' }));
    expect(same.name).toBe('ConflictException');
    await server.users.create({ account: BETA, name: 'jane.doe+CRM@example' });
    const { arn } = await server.users.get({ account: ALPHA, name: 'Jane.Doe+crm@example' });
    expect(arn).toBe(`arn:aws:iam::${ALPHA}:user/crm/eu/Jane.Doe+crm@example`);
    const bad = { account: '12', name: 'a b', path: 'crm' };
    expect(faultsOf(await errorOf(server.users.create(bad)))).toEqual([
      'account: INVALID_STRING_FORMAT',
      'name: INVALID_STRING_FORMAT',
      'path: INVALID_STRING_FORMAT',
    ]);
    const nobody = await errorOf(server.users.get({ account: ALPHA, name: 'nobody' }));
    expect(nobody.name).toBe('ResourceNotFoundException');
  });

  it.each(['users', 'roles'] as const)('give %s inline and managed policies', async (kind) => {
    const server = await startServer();
    const key = { account: ALPHA, name: 'one' };
    await (kind === 'users' ? server.users.create(key) : server.roles.create({ ...key, trustPolicy: trust }));
    const { arn } = await server.policies.create({
      account: ALPHA,
      name: 'mine',
      path: '/p/',
      document: allow,
    });
    const principals = server[kind];
    await principals.putPolicy({ ...key, policy: 'inline', document: allow });
    await principals.attachPolicy({ ...key, policyArn: arn });
    const sandbox = 'arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess';
    const both = await principals.attachPolicy({ ...key, policyArn: sandbox });
    expect(both.policyArns).toEqual([arn, sandbox]);
    expect(both.policies).toEqual([{ name: 'inline', document: JSON.stringify(allow) }]);
    const used = await errorOf(server.policies.delete({ account: ALPHA, name: 'mine' }));
    expect([used.name, used.message]).toEqual(['ConflictException', expect.stringContaining('one')]);
    await principals.detachPolicy({ ...key, policyArn: arn });
    await server.policies.delete({ account: ALPHA, name: 'mine' });
    expect((await principals.deletePolicy({ ...key, policy: 'inline' })).policies).toEqual([]);
    const wrong = [
      () => principals.attachPolicy({ ...key, policyArn: arn }),
      () => principals.detachPolicy({ ...key, policyArn: arn }),
      () => principals.deletePolicy({ ...key, policy: 'inline' }),
    ];
    for (const call of wrong) expect((await errorOf(call())).name).toBe('ResourceNotFoundException');
    const foreign = await errorOf(
      principals.attachPolicy({ ...key, policyArn: `arn:aws:iam::${BETA}:policy/p` }),
    );
    expect(faultsOf(foreign)).toEqual(['policyArn: INVALID_VALUE']);
  });

  it('refuse documents that are none, or too large', async () => {
    const server = await startServer();
    const key = { account: ALPHA, name: 'one' };
    await server.users.create(key);
    const large = { ...allow, Statement: [{ ...allow.Statement[0], Sid: 's'.repeat(2100) }] };
    const half = { ...allow, Statement: [{ ...allow.Statement[0], Sid: 's'.repeat(1100) }] };
    for (const document of ['{', '{}', { Statement: [] }, trust, large]) {
      const error = await errorOf(server.users.putPolicy({ ...key, policy: 'p', document }));
      expect(faultsOf(error)).toEqual(['document: INVALID_VALUE']);
    }
    await server.users.putPolicy({ ...key, policy: 'one', document: half });
    const together = await errorOf(server.users.putPolicy({ ...key, policy: 'two', document: half }));
    expect(together.message).toContain('2048');
    await server.users.putPolicy({ ...key, policy: 'one', document: half });
    const untrusting = server.roles.create({ account: ALPHA, name: 'r', trustPolicy: allow });
    expect(faultsOf(await errorOf(untrusting))).toEqual(['trustPolicy: INVALID_VALUE']);
  });

  it('change who may assume a role, and for how long', async () => {
    const server = await startServer();
    const key = { account: ALPHA, name: 'crm' };
    await server.roles.create({ ...key, trustPolicy: JSON.stringify(trust) });
    const { maxSessionSeconds, trustPolicy } = await server.roles.update({ ...key, maxSessionSeconds: 7200 });
    expect([maxSessionSeconds, JSON.parse(trustPolicy)]).toEqual([7200, trust]);
    expect(await server.roles.delete(key)).toEqual({});
    expect((await errorOf(server.roles.get(key))).name).toBe('ResourceNotFoundException');
  });
});

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ALPHA}:root` }, Action: 'sts:AssumeRole' },
  ],
};
