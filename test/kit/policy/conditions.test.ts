import { describe, expect, it, test } from 'vitest';
import { type Context, decide, holds, variable } from './support.ts';

const USER = 'arn:aws:iam::111122223333:user/ann';
const KEYS = 'aws:TagKeys';

describe('a Condition on a value of the request (AWS docs: IAM JSON policy elements: Condition operators)', () => {
  it.each<[object, string, boolean]>([
    [{ StringEquals: { 'aws:username': 'john' } }, 'john', true],
    [{ StringEquals: { 'AWS:UserName': 'john' } }, 'john', true],
    [{ StringEquals: { 'aws:username': 'john' } }, 'John', false],
    [{ StringEquals: { 'aws:username': ['ann', 'john'] } }, 'john', true],
    [{ StringEquals: { 'aws:username': 'j*' } }, 'john', false],
    [{ StringEqualsIgnoreCase: { 'aws:username': 'jOhn' } }, 'John', true],
    [{ StringNotEquals: { 'aws:username': ['ann', 'john'] } }, 'john', false],
    [{ StringNotEquals: { 'aws:username': ['ann', 'john'] } }, 'ben', true],
    [{ StringNotEqualsIgnoreCase: { 'aws:username': 'JOHN' } }, 'john', false],
    [{ StringLike: { 'aws:username': 'j*n' } }, 'john', true],
    [{ StringLike: { 'aws:username': 'j?n' } }, 'john', false],
    [{ StringLike: { 'aws:username': '*' } }, '', true],
    [{ StringLike: { 'aws:username': 'J*' } }, 'john', false],
    [{ StringNotLike: { 'aws:username': 'j*' } }, 'john', false],
    [{ StringNotLike: { 'aws:username': 'j*' } }, 'ann', true],
    [{ NumericEquals: { 'aws:username': '10' } }, '10.0', true],
    [{ NumericEquals: { 'aws:username': 10 } }, '1e1', true],
    [{ NumericNotEquals: { 'aws:username': '10' } }, '11', true],
    [{ NumericLessThan: { 'aws:username': '10' } }, '9.5', true],
    [{ NumericLessThan: { 'aws:username': '10' } }, '10', false],
    [{ NumericLessThanEquals: { 'aws:username': '10' } }, '10', true],
    [{ NumericGreaterThan: { 'aws:username': '-1' } }, '0', true],
    [{ NumericGreaterThanEquals: { 'aws:username': '10' } }, '9', false],
    [{ NumericLessThan: { 'aws:username': '10' } }, 'many', false],
    [{ DateEquals: { 'aws:username': '2026-01-01T00:00:00Z' } }, '2026-01-01T01:00:00+01:00', true],
    [{ DateNotEquals: { 'aws:username': '2026-01-01' } }, '2026-01-02', true],
    [{ DateLessThan: { 'aws:username': '2026-01-01T00:00:00Z' } }, '2025-12-31T23:59:59.999Z', true],
    [{ DateLessThanEquals: { 'aws:username': '2026-01-01T00:00:00Z' } }, '2026-01-01', true],
    [{ DateGreaterThan: { 'aws:username': '2026-01-01T00:00:00Z' } }, '2025-12-31', false],
    // Seconds since 1970.
    [{ DateGreaterThanEquals: { 'aws:username': '1767225600' } }, '2026-01-01T00:00:00Z', true],
    [{ DateGreaterThan: { 'aws:username': '2020' } }, '2020-06-01', true],
    // Without a zone, it is UTC.
    [{ DateEquals: { 'aws:username': '2026-01-01T00:00:00' } }, '2026-01-01T00:00:00Z', true],
    [{ Bool: { 'aws:username': 'true' } }, 'true', true],
    [{ Bool: { 'aws:username': true } }, 'True', true],
    [{ Bool: { 'aws:username': 'false' } }, 'true', false],
    [
      { BinaryEquals: { 'aws:username': 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' } },
      'QmluYXJ5VmFsdWVJbkJhc2U2NA==',
      true,
    ],
    [{ BinaryEquals: { 'aws:username': 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' } }, 'QmluYXJ5', false],
    [{ IpAddress: { 'aws:username': '203.0.113.0/24' } }, '203.0.113.255', true],
    [{ IpAddress: { 'aws:username': '203.0.113.0/24' } }, '203.0.114.0', false],
    [
      { IpAddress: { 'aws:username': ['10.0.0.0/8', '2001:DB8:1234:5678::/64'] } },
      '2001:db8:1234:5678::9',
      true,
    ],
    [{ IpAddress: { 'aws:username': '203.0.113.7' } }, '::ffff:203.0.113.7', true],
    [{ IpAddress: { 'aws:username': '203.0.113.7' } }, '203.0.113.8', false],
    [{ IpAddress: { 'aws:username': '0.0.0.0/0' } }, '::1', false],
    [{ NotIpAddress: { 'aws:username': '203.0.113.0/24' } }, '203.0.113.255', false],
    [{ NotIpAddress: { 'aws:username': '203.0.113.0/24' } }, '198.51.100.1', true],
    // Only dotted decimals are IPv4 addresses.
    [{ IpAddress: { 'aws:username': '0.0.0.0/0' } }, '0x7f000001', false],
    [{ ArnEquals: { 'aws:username': USER } }, USER, true],
    [{ ArnEquals: { 'aws:username': 'arn:aws:iam::111122223333:user/*' } }, USER, true],
    [{ ArnLike: { 'aws:username': 'arn:aws:iam::*:user/an?' } }, USER, true],
    [{ ArnLike: { 'aws:username': 'arn:aws:iam::111122223333:User/ann' } }, USER, false],
    // Each component by itself: no wildcard reaches beyond its colon.
    [{ ArnLike: { 'aws:username': 'arn:aws:*:user/ann' } }, USER, false],
    [{ ArnLike: { 'aws:username': '*' } }, USER, false],
    [{ ArnLike: { 'aws:username': 'arn:aws:sns:*:*:*' } }, 'arn:aws:sns:us-east-1:1:topic:sub:7', true],
    [{ ArnNotLike: { 'aws:username': 'arn:aws:iam::*:user/*' } }, USER, false],
    [{ ArnNotEquals: { 'aws:username': 'arn:aws:iam::*:role/*' } }, USER, true],
    [{ Null: { 'aws:username': 'false' } }, 'x', true],
    [{ Null: { 'aws:username': 'true' } }, 'x', false],
    [{ Null: { 'aws:username': true } }, 'x', false],
  ])('%j of %s: %s', (condition, value, outcome) => {
    expect(holds(condition, { 'aws:username': value })).toBe(outcome);
  });
});

describe('a key that the request does not have', () => {
  it.each<[string, string, boolean]>([
    ['StringEquals', 'a', false],
    ['StringLike', '*', false],
    ['StringNotEquals', 'a', true],
    ['StringNotLike', 'a', true],
    ['StringNotEqualsIgnoreCase', 'a', true],
    ['ArnNotLike', 'arn:aws:iam::*:user/*', true],
    ['NumericNotEquals', '1', true],
    ['DateNotEquals', '2026-01-01', true],
    ['NotIpAddress', '10.0.0.0/8', true],
    ['Bool', 'false', false],
    ['IpAddress', '0.0.0.0/0', false],
    ['StringEqualsIfExists', 'a', true],
    ['BoolIfExists', 'true', true],
    ['StringNotEqualsIfExists', 'a', true],
    ['Null', 'true', true],
    ['Null', 'false', false],
    ['ForAllValues:StringEquals', 'a', true],
    ['ForAllValues:StringNotEquals', 'a', true],
    ['ForAnyValue:StringEquals', 'a', false],
    ['ForAnyValue:StringNotEquals', 'a', false],
    ['ForAnyValue:StringEqualsIfExists', 'a', true],
  ])('with %s: %s is %s', (operator, value, outcome) => {
    expect(holds({ [operator]: { 'aws:username': value } })).toBe(outcome);
    expect(holds({ [operator]: { 'aws:username': value } }, { 'aws:username': [] })).toBe(outcome);
  });

  it('with IfExists counts if it is there (AWS docs: …IfExists condition operators)', () => {
    const condition = { StringLikeIfExists: { 'ec2:InstanceType': ['t1.*', 't2.*'] } };
    expect(holds(condition, { 'ec2:InstanceType': 't2.micro' })).toBe(true);
    expect(holds(condition, { 'ec2:InstanceType': 'm5.large' })).toBe(false);
  });
});

describe('several values (AWS docs: Single-valued vs. multivalued context keys, Set operators)', () => {
  it.each<[string, string[], string[], boolean]>([
    ['ForAllValues:StringEquals', ['environment', 'cost-center'], ['environment'], true],
    ['ForAllValues:StringEquals', ['environment', 'cost-center'], ['environment', 'webserver'], false],
    ['ForAllValues:StringEquals', ['environment'], [''], true],
    ['ForAllValues:StringNotEquals', ['secret'], ['a', 'b'], true],
    ['ForAllValues:StringNotEquals', ['secret'], ['a', 'secret'], false],
    ['ForAllValues:StringLike', ['team-*'], ['team-a', 'team-b'], true],
    ['ForAnyValue:StringEquals', ['environment', 'webserver'], ['x', 'webserver'], true],
    ['ForAnyValue:StringEquals', ['environment', 'webserver'], ['x'], false],
    ['ForAnyValue:StringEquals', ['environment'], [''], false],
    ['ForAnyValue:StringNotEquals', ['secret'], ['secret', 'a'], true],
    ['ForAnyValue:StringNotEquals', ['secret'], ['secret'], false],
    // A key with several values requires a set operator.
    ['StringEquals', ['a', 'b'], ['a', 'b'], false],
    ['StringNotEquals', ['c'], ['a', 'b'], false],
  ])('%s %j of %j: %s', (operator, expected, values, outcome) => {
    expect(holds({ [operator]: { [KEYS]: expected } }, { [KEYS]: values })).toBe(outcome);
  });

  it('all operators and keys have to match, and one of the values (AWS docs: Evaluation logic for multiple conditions)', () => {
    const condition = {
      StringEquals: { 'aws:username': ['ann', 'ben'], 'aws:PrincipalTag/team': 'x' },
      Bool: { 'aws:SecureTransport': 'true' },
    };
    const context: Context = {
      'aws:username': 'ben',
      'aws:principaltag/TEAM': 'x',
      'aws:SecureTransport': 'true',
    };
    expect(holds(condition, context)).toBe(true);
    for (const key of Object.keys(context)) {
      const { [key]: _, ...others } = context;
      expect(holds(condition, others), key).toBe(false);
    }
  });
});

describe('policy variables (AWS docs: IAM policy elements: Variables and tags)', () => {
  const allow = (Resource: string) => ({ Effect: 'Allow', Action: '*', Resource });
  const folder = `arn:aws:s3:::bucket/${variable('aws:username')}/*`;

  it.each<[string, Context, string, string]>([
    [folder, { 'aws:username': 'ann' }, 'arn:aws:s3:::bucket/ann/x', 'Allow'],
    [folder, { 'aws:username': 'ann' }, 'arn:aws:s3:::bucket/ben/x', 'ImplicitDeny'],
    // A value is literal text, also if it has wildcards.
    [folder, { 'aws:username': '*' }, 'arn:aws:s3:::bucket/ben/x', 'ImplicitDeny'],
    [folder, { 'aws:username': '*' }, 'arn:aws:s3:::bucket/*/x', 'Allow'],
    [folder, {}, `arn:aws:s3:::bucket/${variable('aws:username')}/x`, 'ImplicitDeny'],
    [folder, { 'aws:username': ['ann', 'ben'] }, 'arn:aws:s3:::bucket/ann/x', 'ImplicitDeny'],
    [
      `arn:aws:s3:::bucket/${variable("aws:PrincipalTag/team, 'company-wide'")}`,
      {},
      'arn:aws:s3:::bucket/company-wide',
      'Allow',
    ],
    [
      `arn:aws:s3:::bucket/${variable("aws:PrincipalTag/team, 'company-wide'")}`,
      { 'aws:PrincipalTag/Team': 'yellow' },
      'arn:aws:s3:::bucket/yellow',
      'Allow',
    ],
    [`arn:aws:s3:::b/${variable('*')}${variable('?')}${variable('$')}`, {}, 'arn:aws:s3:::b/*?$', 'Allow'],
    [`arn:aws:s3:::b/${variable('*')}`, {}, 'arn:aws:s3:::b/x', 'ImplicitDeny'],
    [
      `arn:aws:s3:us-*-1:${variable('aws:userid')}:b`,
      { 'aws:userid': '1:b' },
      'arn:aws:s3:us-east-1:1:b',
      'ImplicitDeny',
    ],
  ])('%s in %j for %s: %s', (resource, context, asked, effect) => {
    expect(decide(allow(resource), { resource: asked, context })).toBe(effect);
  });

  test('in conditions with text and ARNs', () => {
    const own = { StringEquals: { 'aws:ResourceTag/team': variable('aws:PrincipalTag/team') } };
    expect(holds(own, { 'aws:ResourceTag/team': 'a', 'aws:PrincipalTag/team': 'a' })).toBe(true);
    expect(holds(own, { 'aws:ResourceTag/team': 'a', 'aws:PrincipalTag/team': 'b' })).toBe(false);
    const user = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:user/${variable('aws:username')}` } };
    expect(holds(user, { 'aws:PrincipalArn': USER, 'aws:username': 'ann' })).toBe(true);
    const insensitive = { StringEqualsIgnoreCase: { 'aws:username': variable('aws:PrincipalTag/name') } };
    expect(holds(insensitive, { 'aws:username': 'ANN', 'aws:PrincipalTag/name': 'ann' })).toBe(true);
  });

  test('a variable without value puts a statement out of effect, whether its condition is negated or not', () => {
    for (const operator of ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike']) {
      const condition = { [operator]: { 'aws:ResourceTag/team': variable('aws:PrincipalTag/team') } };
      expect(holds(condition, { 'aws:ResourceTag/team': 'a' }), operator).toBe(false);
    }
    const notResource = { Effect: 'Allow', Action: '*', NotResource: folder };
    expect(decide(notResource, { resource: 'arn:aws:s3:::other' })).toBe('ImplicitDeny');
    expect(decide(notResource, { resource: 'arn:aws:s3:::other', context: { 'aws:username': 'ann' } })).toBe(
      'Allow',
    );
  });

  test('a document of version 2008-10-17 has none', () => {
    const statement = allow(folder);
    const asked = {
      resource: `arn:aws:s3:::bucket/${variable('aws:username')}/x`,
      context: { 'aws:username': 'ann' },
    };
    expect(decide(statement, asked, '2008-10-17')).toBe('Allow');
    expect(decide(statement, { ...asked, resource: 'arn:aws:s3:::bucket/ann/x' }, '2008-10-17')).toBe(
      'ImplicitDeny',
    );
  });
});
