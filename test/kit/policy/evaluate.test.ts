import { describe, expect, it, test } from 'vitest';
import { evaluate } from '../../../src/kit/policy/evaluate.ts';
import { parsePolicy } from '../../../src/kit/policy/policy.ts';
import { decide, policyOf, valuesIn, variable } from './support.ts';

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
const OPPORTUNITY = 'arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/opportunity/O1';

describe('the effect of statements (AWS docs: Policy evaluation logic)', () => {
  it.each([
    [{ ...allow, Action: 's3:*' }, 'ImplicitDeny'],
    [allow, 'Allow'],
    [[allow, deny], 'ExplicitDeny'],
    [[deny, allow], 'ExplicitDeny'],
    [[allow, { ...deny, Action: 's3:*' }], 'Allow'],
  ])('%j: %s', (statement, effect) => {
    expect(decide(statement)).toBe(effect);
  });

  test('the decision names the set and the statement that decided', () => {
    const identity = [policyOf([{ ...allow, Sid: 'A' }]), policyOf([{ ...deny, Action: 's3:*' }])];
    const session = [policyOf({ ...allow, Action: 'partnercentral:Get*', Sid: 'S' }, 'session')];
    const ask = (action: string) =>
      evaluate({ identity, session }, { action, resource: '*', valuesOf: valuesIn({}) });
    const statement = { policy: 'identity', sid: 'A', index: 0 };
    expect(ask('partnercentral:GetOpportunity')).toEqual({ effect: 'Allow', set: 'identity', statement });
    expect(ask('partnercentral:CreateOpportunity')).toEqual({ effect: 'ImplicitDeny', set: 'session' });
    expect(ask('s3:GetObject')).toMatchObject({ effect: 'ExplicitDeny', set: 'identity' });
  });

  test('a session may do only what its policies allow, and nothing that the identity may not', () => {
    const get = policyOf({ ...allow, Action: 'partnercentral:GetOpportunity' }, 'session');
    const list = policyOf({ ...allow, Action: 'partnercentral:ListOpportunities' });
    const effect = (sets: Parameters<typeof evaluate>[0]) =>
      evaluate(sets, { action: 'partnercentral:GetOpportunity', resource: '*', valuesOf: valuesIn({}) })
        .effect;
    expect(effect({ identity: [policyOf(allow)], session: [get] })).toBe('Allow');
    expect(effect({ identity: [list], session: [get] })).toBe('ImplicitDeny');
    expect(effect({ identity: [policyOf(allow)], session: [] })).toBe('ImplicitDeny');
    expect(effect({ identity: [policyOf(allow)], session: [get, policyOf(deny, 'session')] })).toBe(
      'ExplicitDeny',
    );
  });
});

describe('an action (AWS docs: IAM JSON policy elements: Action, NotAction)', () => {
  it.each([
    ['*', true],
    ['partnercentral:*', true],
    ['partnercentral:GetOpportunity', true],
    ['PartnerCentral:getopportunity', true],
    ['partnercentral:Get*', true],
    ['partnercentral:*Opportunity', true],
    ['partnercentral:Get?pportunity', true],
    ['partnercentral:GetOpportunity?', false],
    ['partnercentral:List*', false],
    ['s3:*', false],
    [['s3:*', 'partnercentral:Get*'], true],
  ])('%j includes GetOpportunity: %s', (action, isIncluded) => {
    expect(decide({ ...allow, Action: action })).toBe(isIncluded ? 'Allow' : 'ImplicitDeny');
    const { Action: _, ...others } = allow;
    expect(decide({ ...others, NotAction: action })).toBe(isIncluded ? 'ImplicitDeny' : 'Allow');
  });
});

describe('a resource (AWS docs: IAM JSON policy elements: Resource, NotResource)', () => {
  it.each([
    ['*', true],
    [OPPORTUNITY, true],
    ['arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/opportunity/*', true],
    ['arn:aws:partnercentral:*:*:catalog/*/opportunity/O1', true],
    ['arn:aws:partnercentral:*:*:catalog/*/opportunity/o1', false],
    ['arn:aws:partnercentral:*:*:catalog/Sandbox/opportunity/*', false],
    ['arn:aws:partnercentral:us-*-1:1111????3333:catalog/*', true],
    // A wildcard at the end of a component reaches beyond its colon, another one does not.
    ['arn:aws:partnercentral:*', true],
    ['arn:aws:partner*:O1', false],
    ['arn:aws:part*tral:us-east-1:111122223333:catalog/*', true],
    ['arn:aws:partner*-1:*:*:catalog/*', false],
    ['arn:aws:partnercentral:us-east-1:444455556666:catalog/AWS/opportunity/*', false],
    [['arn:aws:s3:::a', OPPORTUNITY], true],
  ])('%j includes the opportunity: %s', (resource, isIncluded) => {
    const asked = { resource: OPPORTUNITY };
    expect(decide({ ...allow, Resource: resource }, asked)).toBe(isIncluded ? 'Allow' : 'ImplicitDeny');
    const { Resource: _, ...others } = allow;
    expect(decide({ ...others, NotResource: resource }, asked)).toBe(isIncluded ? 'ImplicitDeny' : 'Allow');
  });
});

test('a policy tells the keys that it reads in lower case, those of its variables too', () => {
  const { policy } = policyOf([
    {
      ...allow,
      Resource: `arn:aws:s3:::${variable('aws:username')}/*`,
      Condition: { Bool: { 'AWS:SecureTransport': 'true' } },
    },
    { ...allow, Condition: { StringEquals: { 'aws:ResourceTag/Team': variable('aws:PrincipalTag/Team') } } },
  ]);
  expect([...policy.keys].sort()).toEqual([
    'aws:principaltag/team',
    'aws:resourcetag/team',
    'aws:securetransport',
    'aws:username',
  ]);
  expect(parsePolicy(JSON.stringify({ Statement: allow }), 'identity').keys.size).toBe(0);
});
