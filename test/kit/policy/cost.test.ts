import { describe, expect, it, test } from 'vitest';
import { evaluate } from '../../../src/kit/policy/evaluate.ts';
import { compilePieces, piecesOf, type Text } from '../../../src/kit/policy/wildcard.ts';
import { policyOf, variable } from './support.ts';

/** A text that counts how many of its characters are read. */
const counted = (text: string) => {
  const counts = { reads: 0 };
  const given: Text = {
    length: text.length,
    charCodeAt: (index) => {
      counts.reads += 1;
      return text.charCodeAt(index);
    },
  };
  return { given, counts };
};

describe('a pattern reads each character of a text at most once, and those of its ends once more', () => {
  it.each([
    ['many wildcards that nearly match', `${'*a'.repeat(200)}b`, 'a'.repeat(10_000)],
    ['a part that repeats itself', `*${'a'.repeat(500)}b*`, 'a'.repeat(10_000)],
    ['many question marks', `*${'?a'.repeat(300)}b*`, 'a'.repeat(10_000)],
    ['many parts', `*${'ab*'.repeat(300)}`, 'ab'.repeat(5_000)],
    ['only wildcards', '*'.repeat(1_000), 'a'.repeat(10_000)],
    ['ends of one length', `${'a'.repeat(900)}*${'a'.repeat(900)}`, 'a'.repeat(10_000)],
  ])('%s', (_what, pattern, text) => {
    const { given, counts } = counted(text);
    compilePieces(piecesOf(pattern))(given);
    expect(counts.reads).toBeLessThanOrEqual(text.length + pattern.length);
  });
});

/** Evaluates a policy of `count` statements for a key with `values`. Returns how often values were asked for and read. */
const costOf = (count: number, values: number, operator: string, wanted: readonly string[]): number => {
  let steps = 0;
  const given = Array.from({ length: values }, (_, index) => `v${index}`);
  const list = new Proxy(given, {
    get: (target, member, receiver) => {
      if (typeof member === 'string' && /^\d+$/.test(member)) steps += 1;
      return Reflect.get(target, member, receiver);
    },
  });
  const statement = {
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { 'aws:TagKeys': wanted } },
  };
  const parts = Array.from({ length: count }, () => policyOf(statement));
  const valuesOf = () => {
    steps += 1;
    return list;
  };
  evaluate({ identity: parts }, { action: 's:A', resource: '*', valuesOf });
  return steps;
};

describe('an evaluation costs in proportion', () => {
  it.each(['ForAllValues:StringLike', 'ForAnyValue:StringEquals', 'ForAnyValue:StringLike'])(
    '%s',
    (operator) => {
      const wanted = ['x*', '*y', 'z'];
      const one = costOf(10, 20, operator, wanted);
      // To the number of statements, and to that of values.
      expect(costOf(20, 20, operator, wanted)).toBe(2 * one);
      expect(costOf(10, 40, operator, wanted)).toBeLessThanOrEqual(2 * one);
    },
  );

  test('a variable is looked up once per place', () => {
    const asked: string[] = [];
    const many = Array.from(
      { length: 50 },
      (_, index) => `arn:aws:s3:::${variable('aws:username')}/${index}`,
    );
    evaluate(
      { identity: [policyOf({ Effect: 'Allow', Action: '*', Resource: many })] },
      {
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::ann/none',
        valuesOf: (key) => {
          asked.push(key);
          return ['ann'];
        },
      },
    );
    expect(asked).toEqual(Array.from({ length: 50 }, () => 'aws:username'));
  });

  test('nothing is asked for if the action does not match', () => {
    const valuesOf = () => {
      throw new Error('asked for a value');
    };
    const statement = {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: `arn:aws:s3:::${variable('aws:username')}`,
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    };
    const request = { action: 'sts:AssumeRole', resource: '*', valuesOf };
    expect(evaluate({ identity: [policyOf(statement)] }, request).effect).toBe('ImplicitDeny');
  });
});
