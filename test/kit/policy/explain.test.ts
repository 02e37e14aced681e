import { expect, test } from 'vitest';
import { explain, explainTrust } from '../../../src/kit/policy/explain.ts';
import { parsePolicy, printPolicy } from '../../../src/kit/policy/policy.ts';
import { policyOf, valuesIn, variable } from './support.ts';

const TEAM_TAG = 'aws:ResourceTag/team';

test('an explanation tells of each statement which element did not match, and what was compared', () => {
  const identity = [
    policyOf([
      { Sid: 'Other', Effect: 'Allow', Action: 's3:*', Resource: '*' },
      {
        Sid: 'OwnTeam',
        Effect: 'Allow',
        Action: ['partnercentral:Get*', 'partnercentral:List*'],
        Resource: '*',
        Condition: { StringEquals: { [TEAM_TAG]: variable('aws:PrincipalTag/team') } },
      },
    ]),
  ];
  const explanation = explain(
    { identity },
    {
      action: 'partnercentral:GetOpportunity',
      resource: 'arn:aws:partnercentral:::x',
      valuesOf: valuesIn({ 'aws:PrincipalTag/team': 'blue', [TEAM_TAG]: 'red' }),
    },
  );
  expect(explanation).toEqual({
    decision: { effect: 'ImplicitDeny', set: 'identity' },
    statements: [
      {
        set: 'identity',
        policy: 'identity',
        sid: 'Other',
        index: 0,
        effect: 'Allow',
        isInEffect: false,
        elements: [
          { name: 'Action', matches: false, expected: ['s3:*'], actual: ['partnercentral:GetOpportunity'] },
          { name: 'Resource', matches: true, expected: ['*'], actual: ['arn:aws:partnercentral:::x'] },
        ],
      },
      {
        set: 'identity',
        policy: 'identity',
        sid: 'OwnTeam',
        index: 1,
        effect: 'Allow',
        isInEffect: false,
        elements: [
          {
            name: 'Action',
            matches: true,
            expected: ['partnercentral:Get*', 'partnercentral:List*'],
            actual: ['partnercentral:GetOpportunity'],
          },
          { name: 'Resource', matches: true, expected: ['*'], actual: ['arn:aws:partnercentral:::x'] },
          {
            name: 'Condition',
            operator: 'StringEquals',
            key: TEAM_TAG,
            matches: false,
            expected: ['blue'],
            actual: ['red'],
          },
        ],
      },
    ],
  });
});

test('statements of the session are explained too', () => {
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
  const { decision, statements } = explain(
    { identity: [policyOf(allow)], session: [policyOf({ ...allow, Effect: 'Deny' }, 'session')] },
    { action: 's3:GetObject', resource: '*', valuesOf: valuesIn({}) },
  );
  expect(decision.effect).toBe('ExplicitDeny');
  expect(statements.map(({ set, effect, isInEffect }) => [set, effect, isInEffect])).toEqual([
    ['identity', 'Allow', true],
    ['session', 'Deny', true],
  ]);
});

test('an explanation of a trust policy tells who was expected', () => {
  const { policy } = policyOf(
    {
      Effect: 'Allow',
      Principal: { AWS: '111122223333', Service: 'a.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
    'trust',
  );
  const arn = 'arn:aws:iam::444455556666:user/ann';
  const { decision, statements } = explainTrust(policy, {
    action: 'sts:AssumeRole',
    principal: { account: '444455556666', arn },
    valuesOf: valuesIn({}),
  });
  expect(decision.effect).toBe('ImplicitDeny');
  expect(statements[0]?.elements[0]).toEqual({
    name: 'Principal',
    matches: false,
    expected: ['111122223333', 'Service: a.amazonaws.com'],
    actual: [arn],
  });
});

test('a printed policy is the same policy, and prints the same', () => {
  const text = '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":["*"]}}';
  const printed = printPolicy(parsePolicy(text, 'identity'));
  expect(JSON.parse(printed)).toEqual({
    Version: '2008-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: ['*'] }],
  });
  expect(printPolicy(parsePolicy(printed, 'identity'))).toBe(printed);
});
