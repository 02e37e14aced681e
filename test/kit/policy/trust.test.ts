import { describe, expect, it, test } from 'vitest';
import type { Principal } from '../../../src/kit/policy/element.ts';
import { evaluateTrust } from '../../../src/kit/policy/evaluate.ts';
import { policyOf, valuesIn } from './support.ts';

const ACCOUNT = '111122223333';
const USER = `arn:aws:iam::${ACCOUNT}:user/team/ann`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/crm/Connector`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/Connector/sync`;

const user: Principal = { account: ACCOUNT, arn: USER };
const session: Principal = { account: ACCOUNT, arn: SESSION, roleArn: ROLE };
const root: Principal = { account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` };
const stranger: Principal = { account: '444455556666', arn: 'arn:aws:iam::444455556666:user/ann' };
const service: Principal = { account: '', arn: '', service: 'jobs.example.amazonaws.com' };

const decide = (statement: object | object[], principal: Principal, context = {}) =>
  evaluateTrust(policyOf(statement, 'trust').policy, {
    action: 'sts:AssumeRole',
    principal,
    valuesOf: valuesIn(context),
  });

const trusting = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });

describe('a Principal names a caller (AWS docs: AWS JSON policy elements: Principal)', () => {
  it.each([
    [{ AWS: ACCOUNT }, user, 'account'],
    [{ AWS: ACCOUNT }, session, 'account'],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, user, 'account'],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, root, 'account'],
    [{ AWS: ['444455556666', ACCOUNT] }, user, 'account'],
    [{ AWS: USER }, user, 'principal'],
    [{ AWS: ROLE }, session, 'role'],
    [{ AWS: SESSION }, session, 'session'],
    [{ AWS: '*' }, stranger, 'anyone'],
    ['*', stranger, 'anyone'],
    [{ Service: 'jobs.example.amazonaws.com' }, service, 'principal'],
    [
      { Service: ['a.amazonaws.com', 'jobs.example.amazonaws.com'], AWS: '444455556666' },
      service,
      'principal',
    ],
    [{ AWS: [ACCOUNT, USER] }, user, 'principal'],
  ])('%j names %j as %s', (principal, caller, namedAs) => {
    expect(decide(trusting(principal), caller)).toMatchObject({ effect: 'Allow', set: 'trust', namedAs });
  });

  it.each([
    [{ AWS: ACCOUNT }, stranger],
    [{ AWS: USER }, { ...user, arn: `arn:aws:iam::${ACCOUNT}:user/ann` }],
    [{ AWS: USER }, session],
    [{ AWS: `${SESSION}x` }, session],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/Connector` }, session],
    [{ Service: 'a.amazonaws.com' }, service],
    // An account named like a service, or any of AWS's own, is not that service.
    ['*', service],
    [{ AWS: '*' }, service],
    [{ Service: 'jobs.example.amazonaws.com' }, user],
    [{ Federated: 'cognito-identity.amazonaws.com' }, user],
  ])('%j does not name %j', (principal, caller) => {
    expect(decide(trusting(principal), caller)).toEqual({ effect: 'ImplicitDeny', set: 'trust' });
  });
});

test('the most specific way of naming the caller counts, whichever statement comes first', () => {
  const statements = [trusting({ AWS: ACCOUNT }), trusting({ AWS: USER })];
  expect(decide(statements, user).namedAs).toBe('principal');
  expect(decide(statements.reverse(), user).namedAs).toBe('principal');
});

test('an explicit deny wins, and NotPrincipal denies all others (AWS docs: NotPrincipal)', () => {
  const deny = { Effect: 'Deny', NotPrincipal: { AWS: USER }, Action: 'sts:AssumeRole' };
  expect(decide([trusting('*'), deny], user).effect).toBe('Allow');
  expect(decide([trusting('*'), deny], stranger).effect).toBe('ExplicitDeny');
  expect(decide([trusting('*'), { ...deny, NotPrincipal: { AWS: stranger.account } }], user).effect).toBe(
    'ExplicitDeny',
  );
});

test('an external id has to be given (AWS docs: Access to AWS accounts owned by third parties)', () => {
  const statement = {
    ...trusting({ AWS: ACCOUNT }),
    Condition: { StringEquals: { 'sts:ExternalId': 'Unique-12345' } },
  };
  expect(decide(statement, user, { 'sts:ExternalId': 'Unique-12345' }).effect).toBe('Allow');
  expect(decide(statement, user, { 'sts:ExternalId': 'unique-12345' }).effect).toBe('ImplicitDeny');
  expect(decide(statement, user).effect).toBe('ImplicitDeny');
});

test('only the actions that it names may be taken', () => {
  const tagging = { ...trusting({ AWS: ACCOUNT }), Action: 'sts:TagSession' };
  expect(decide(tagging, user).effect).toBe('ImplicitDeny');
});
