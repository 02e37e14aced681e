import { describe, expect, it, test } from 'vitest';
import { PolicyError } from '../../../src/kit/policy/faults.ts';
import { parsePolicy, sizeOf } from '../../../src/kit/policy/policy.ts';
import type { PolicyKind } from '../../../src/kit/policy/statement.ts';
import { documentOf, variable } from './support.ts';

const SYNTAX = 'Syntax errors in policy.';
const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' } };
const statement = (value: unknown, Version: unknown = '2012-10-17') =>
  JSON.stringify({ Version, Statement: value });
const conditional = (Condition: unknown) => statement({ ...allow, Condition });

const faultOf = (text: string, kind: PolicyKind): string => {
  try {
    parsePolicy(text, kind);
    return 'none';
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
};

describe('a document is accepted (AWS docs: Grammar of the IAM JSON policy language)', () => {
  it.each<[string, PolicyKind]>([
    [statement(allow), 'session'],
    [statement([allow, { ...allow, Effect: 'Deny' }]), 'session'],
    [
      statement({ Effect: 'Allow', NotAction: ['s3:*', 'sts:*'], NotResource: ['*'] }, '2008-10-17'),
      'session',
    ],
    [JSON.stringify({ Statement: allow }), 'session'],
    [conditional({ StringEquals: { 'partnercentral:Catalog': 'Sandbox' } }), 'session'],
    [
      JSON.stringify({ Version: '2012-10-17', Id: 'cd3ad3d9', Statement: { ...allow, Sid: '1' } }),
      'identity',
    ],
    [
      conditional({
        NumericLessThan: { 'aws:MultiFactorAuthAge': 3600 },
        Bool: { 'aws:SecureTransport': true },
      }),
      'identity',
    ],
    [conditional({}), 'identity'],
    [
      statement([
        { ...trust, Sid: '' },
        { ...trust, Sid: '' },
      ]),
      'trust',
    ],
    [statement({ ...trust, Action: ['sts:AssumeRole', 'sts:TagSession'] }), 'trust'],
  ])('%s as %s', (text, kind) => {
    expect(faultOf(text, kind)).toBe('none');
  });
});

describe('a document is refused', () => {
  it.each<[string, PolicyKind, string]>([
    ['{', 'session', 'This policy contains invalid Json'],
    ['', 'session', 'This policy contains invalid Json'],
    ['[]', 'session', SYNTAX],
    ['null', 'session', SYNTAX],
    [statement(allow, '2020-01-01'), 'session', SYNTAX],
    [statement([]), 'session', SYNTAX],
    [statement(undefined), 'session', SYNTAX],
    [statement({ ...allow, Effect: 'allow' }), 'session', SYNTAX],
    [statement({ ...allow, NotAction: '*' }), 'session', SYNTAX],
    [statement({ ...allow, Action: [] }), 'session', SYNTAX],
    [statement({ ...allow, Action: 7 }), 'session', SYNTAX],
    [statement({ Effect: 'Allow', Action: '*' }), 'session', SYNTAX],
    [conditional('x'), 'session', SYNTAX],
    [statement({ ...allow, Principal: '*' }), 'session', 'Policy document should not specify a principal.'],
    [
      statement({ ...allow, NotPrincipal: '*' }),
      'identity',
      'Policy document should not specify a principal.',
    ],
    [statement({ Effect: 'Allow', Resource: '*' }), 'identity', 'Policy statement must contain actions.'],
    [statement({ Effect: 'Allow', Action: 's3:*' }), 'identity', 'Policy statement must contain resources.'],
    [statement({ ...allow, Resource: [] }), 'identity', 'Policy statement must contain resources.'],
    [statement({ ...allow, Extra: 1 }), 'identity', SYNTAX],
    [JSON.stringify({ Version: '2012-10-17', Statement: allow, Extra: 1 }), 'identity', SYNTAX],
    [JSON.stringify({ Id: 7, Statement: allow }), 'identity', SYNTAX],
    [statement({ ...allow, Sid: 7 }), 'identity', SYNTAX],
    [
      statement({ ...allow, Sid: 'a b' }),
      'identity',
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    [
      statement([
        { ...allow, Sid: 'a' },
        { ...allow, Sid: 'a' },
      ]),
      'identity',
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      statement({ ...allow, Action: 'GetObject' }),
      'identity',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [statement({ ...allow, Action: 's*:GetObject' }), 'identity', 'Vendor s* is not valid'],
    [
      statement({ ...allow, Resource: 'bucket' }),
      'identity',
      'Resource bucket must be in ARN format or "*".',
    ],
    [
      conditional({ StringEqual: { 'aws:username': 'a' } }),
      'identity',
      'Invalid Condition type : StringEqual.',
    ],
    [
      conditional({ NullIfExists: { 'aws:username': 'true' } }),
      'identity',
      'Invalid Condition type : NullIfExists.',
    ],
    [
      conditional({ 'ForSome:Bool': { 'aws:username': 'true' } }),
      'identity',
      'Invalid Condition type : ForSome:Bool.',
    ],
    [conditional({ Null: { 'aws:username': 'perhaps' } }), 'identity', SYNTAX],
    [conditional({ StringEquals: { 'aws:username': [] } }), 'identity', SYNTAX],
    [conditional({ StringEquals: { 'aws:username': null } }), 'identity', SYNTAX],
    [
      conditional({ StringEquals: { username: 'a' } }),
      'identity',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      conditional({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }),
      'identity',
      `${SYNTAX} The condition's value "10.0.0.0/33" has to be an IP address or a range such as 203.0.113.0/24.`,
    ],
    [
      conditional({ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } }),
      'identity',
      `${SYNTAX} The condition's value "tomorrow" has to be a date such as 2026-01-01T00:00:00Z.`,
    ],
    [conditional({ StringEquals: { 'aws:username': variable('') } }), 'identity', SYNTAX],
    [conditional({ StringEquals: { 'aws:username': '$' + '{aws:userid' } }), 'identity', SYNTAX],
    [statement(allow), 'trust', 'Missing required field Principal'],
    [statement({ ...trust, Resource: '*' }), 'trust', 'Has prohibited field Resource'],
    [
      statement({ ...trust, Action: '*' }),
      'trust',
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [statement({ ...trust, Principal: { AWS: 'ann' } }), 'trust', 'Invalid principal in policy: "AWS":"ann"'],
    [
      statement({ ...trust, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }),
      'trust',
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/*"',
    ],
    [statement({ ...trust, Principal: { Group: 'g' } }), 'trust', 'Invalid principal in policy: "Group"'],
    [statement({ ...trust, Principal: {} }), 'trust', 'Invalid principal in policy: {}'],
    [statement({ ...trust, Principal: 'ann' }), 'trust', 'Invalid principal in policy: "ann"'],
  ])('%s as %s: %s', (text, kind, fault) => {
    expect(faultOf(text, kind)).toBe(fault);
  });
});

test('white space does not count towards the size (AWS docs: IAM and AWS STS quotas)', () => {
  const policy = (length: number) => {
    const text = documentOf({ ...allow, Action: `s3:${'a'.repeat(length)}` });
    return text.replace('{', `{${' '.repeat(5_000)}\n\t`);
  };
  const fixed = sizeOf(policy(0));
  expect(faultOf(policy(10_240 - fixed), 'identity')).toBe('none');
  expect(faultOf(policy(10_241 - fixed), 'identity')).toBe('Cannot exceed quota for PolicySize: 10240');
  expect(faultOf(policy(2_049 - fixed), 'session')).toBe('Cannot exceed quota for PolicySize: 2048');
  expect(faultOf(' '.repeat(131_073), 'trust')).toBe('Cannot exceed quota for ACLSizePerRole: 2048');
});
