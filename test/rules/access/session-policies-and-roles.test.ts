import { describe, expect, it } from 'vitest';
import { parseRoleArn } from '../../../src/rules/access/roles.ts';
import { sessionPolicyFault } from '../../../src/rules/access/session-policy.ts';

describe('the ARN of a role', () => {
  it.each([
    ['arn:aws:iam::222222222222:role/Connector', { account: '222222222222', name: 'Connector' }],
    [
      'arn:aws:iam::222222222222:role/service-role/a/Connector',
      { account: '222222222222', name: 'Connector' },
    ],
    ['arn:aws:iam::AWS:role/Seller', { account: 'aws', name: 'Seller' }],
    [`arn:aws:iam::222222222222:role/${'r'.repeat(65)}`, undefined],
    ['arn:aws:iam::222222222222:role/', undefined],
    ['arn:aws:iam::22222222222:role/Connector', undefined],
    ['arn:aws:iam:us-east-1:222222222222:role/Connector', undefined],
    ['arn:aws:iam::222222222222:user/Connector', undefined],
    ['arn:aws:sts::222222222222:assumed-role/Connector/x', undefined],
    ['arn:aws-cn:iam::222222222222:role/Connector', undefined],
  ])('%s is %j (AWS docs: IAM identifiers)', (arn, role) => {
    expect(parseRoleArn(arn)).toEqual(role);
  });
});

describe('the document of a session policy', () => {
  const policy = (statement: unknown, Version: unknown = '2012-10-17') =>
    JSON.stringify({ Version, Statement: statement });
  const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

  it.each([
    policy(allow),
    policy([allow, { ...allow, Effect: 'Deny' }]),
    policy({ Effect: 'Allow', NotAction: ['s3:*', 'sts:*'], NotResource: ['*'] }, '2008-10-17'),
    JSON.stringify({ Statement: allow }),
    policy({ ...allow, Sid: 's', Condition: { StringEquals: { 'partnercentral:Catalog': 'Sandbox' } } }),
  ])('is accepted: %s', (text) => {
    expect(sessionPolicyFault(text)).toBeUndefined();
  });

  it.each([
    ['{', 'This policy contains invalid Json'],
    ['', 'This policy contains invalid Json'],
    ['[]', 'Syntax errors in policy.'],
    ['null', 'Syntax errors in policy.'],
    [policy(allow, '2020-01-01'), 'Syntax errors in policy.'],
    [policy([]), 'Syntax errors in policy.'],
    [policy(undefined), 'Syntax errors in policy.'],
    [policy({ ...allow, Effect: 'allow' }), 'Syntax errors in policy.'],
    [policy({ ...allow, NotAction: '*' }), 'Syntax errors in policy.'],
    [policy({ ...allow, Action: [] }), 'Syntax errors in policy.'],
    [policy({ ...allow, Action: 7 }), 'Syntax errors in policy.'],
    [policy({ Effect: 'Allow', Action: '*' }), 'Syntax errors in policy.'],
    [policy({ ...allow, Condition: 'x' }), 'Syntax errors in policy.'],
    [policy({ ...allow, Principal: '*' }), 'Policy document should not specify a principal.'],
  ])('is rejected: %s (AWS docs: Grammar of the IAM JSON policy language)', (text, fault) => {
    expect(sessionPolicyFault(text)).toBe(fault);
  });
});
