import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { evaluate } from '../../../src/kit/policy/evaluate.ts';
import { parsePolicy, printPolicy } from '../../../src/kit/policy/policy.ts';
import { compilePieces, piecesOf } from '../../../src/kit/policy/wildcard.ts';
import { naiveDecision, naiveMatch, type PlainStatement } from './oracle.ts';
import { type Context, documentOf, valuesIn } from './support.ts';

const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const patterns = fc
  .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const texts = fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 }).map((parts) => parts.join(''));

const actionPatterns = fc.oneof(
  fc.constant('*'),
  fc
    .tuple(fc.constantFrom('s', 'S', 't'), patterns.filter(Boolean))
    .map(([vendor, name]) => `${vendor}:${name}`),
);
const resourcePatterns = fc.oneof(
  fc.constant('*'),
  patterns.map((pattern) => `arn:aws:s:r:1:${pattern}`),
);
const operatorNames = fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike');
const operators = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
      operatorNames,
      fc.constantFrom('', 'IfExists'),
    )
    .map((parts) => parts.join('')),
  fc.constant('Null'),
);
const condition = operators.chain((operator) =>
  fc.record({
    operator: fc.constant(operator),
    key: fc.constantFrom('k:one', 'k:two'),
    values: few(operator === 'Null' ? fc.constantFrom('true', 'false') : patterns),
  }),
);
type Condition = typeof condition extends fc.Arbitrary<infer C> ? C : never;

const withCondition = (statement: PlainStatement, { operator, key, values }: Condition): PlainStatement => ({
  ...statement,
  Condition: {
    ...statement.Condition,
    // A key that the operator has already is kept: replacing it could make the statement wider.
    [operator]: { [key]: values, ...statement.Condition?.[operator] },
  },
});

const statements: fc.Arbitrary<PlainStatement> = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    isNotAction: fc.boolean(),
    actions: few(actionPatterns),
    isNotResource: fc.boolean(),
    resources: few(resourcePatterns),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ effect, isNotAction, actions, isNotResource, resources, conditions }) =>
    conditions.reduce(withCondition, {
      Effect: effect,
      [isNotAction ? 'NotAction' : 'Action']: actions,
      [isNotResource ? 'NotResource' : 'Resource']: resources,
    }),
  );
const policies = fc.array(statements, { minLength: 1, maxLength: 4 });
const values = fc.oneof(fc.constant(undefined), fc.array(texts, { maxLength: 3 }));
const requests = fc.record({
  action: fc.tuple(fc.constantFrom('s', 't'), texts.filter(Boolean)).map((parts) => parts.join(':')),
  resource: texts.map((text) => `arn:aws:s:r:1:${text}`),
  context: fc
    .record({ one: values, two: values })
    .map(({ one, two }): Context => ({ ...(one && { 'k:one': one }), ...(two && { 'k:two': two }) })),
});
type Request = typeof requests extends fc.Arbitrary<infer R> ? R : never;

const named = (policy: readonly PlainStatement[]) => ({
  name: 'random',
  policy: parsePolicy(documentOf(policy), 'identity'),
});

const decide = (policy: readonly PlainStatement[], { action, resource, context }: Request) =>
  evaluate({ identity: [named(policy)] }, { action, resource, valuesOf: valuesIn(context) }).effect;

const everything: PlainStatement = { Effect: 'Allow', Action: ['*'], Resource: ['*'] };

describe('for any policy and request', () => {
  const check = (property: (policy: PlainStatement[], request: Request) => void) =>
    fc.assert(
      fc.property(policies, requests, (policy, request) => {
        property(policy, request);
      }),
      { numRuns: 500 },
    );

  it('the decision is that of a naive evaluator', () => {
    check((policy, request) => expect(decide(policy, request)).toBe(naiveDecision(policy, request)));
  });

  it('a Deny of everything wins', () => {
    check((policy, request) =>
      expect(decide([...policy, { ...everything, Effect: 'Deny' }], request)).toBe('ExplicitDeny'),
    );
  });

  it('an Allow of every action covers all, unless denied', () => {
    check((policy, request) =>
      expect(decide([...policy, everything], request)).toBe(
        decide(policy, request) === 'ExplicitDeny' ? 'ExplicitDeny' : 'Allow',
      ),
    );
  });

  it('the order of statements, and how they are spread over policies, does not matter', () => {
    check((policy, request) => {
      const effect = decide(policy, request);
      expect(decide([...policy].reverse(), request)).toBe(effect);
      const { action, resource, context } = request;
      const spread = policy.map((statement) => named([statement]));
      expect(evaluate({ identity: spread }, { action, resource, valuesOf: valuesIn(context) }).effect).toBe(
        effect,
      );
    });
  });

  it('a printed policy decides the same, and prints the same', () => {
    check((policy, request) => {
      const printed = printPolicy(named(policy).policy);
      const again = parsePolicy(printed, 'identity');
      expect(printPolicy(again)).toBe(printed);
      const { action, resource, context } = request;
      const sets = { identity: [{ name: 'again', policy: again }] };
      expect(evaluate(sets, { action, resource, valuesOf: valuesIn(context) }).effect).toBe(
        decide(policy, request),
      );
    });
  });

  it('an Allow more never removes access, nor does a Deny less', () => {
    fc.assert(
      fc.property(policies, statements, requests, (policy, statement, request) => {
        const before = decide(policy, request);
        const more = decide([...policy, { ...statement, Effect: 'Allow' }], request);
        if (before === 'Allow') expect(more).toBe('Allow');
        const denied = decide([...policy, { ...statement, Effect: 'Deny' }], request);
        if (denied === 'Allow') expect(before).toBe('Allow');
      }),
      { numRuns: 500 },
    );
  });

  it('a condition more on an Allow never adds access, and on a Deny never removes access', () => {
    fc.assert(
      fc.property(policies, condition, requests, fc.nat(), (policy, added, request, at) => {
        const index = at % policy.length;
        const before = decide(policy, request);
        const changed = policy.map((one, position) => (position === index ? withCondition(one, added) : one));
        const after = decide(changed, request);
        if (policy[index]?.Effect === 'Allow' && after === 'Allow') expect(before).toBe('Allow');
        if (policy[index]?.Effect === 'Deny' && before === 'Allow') expect(after).toBe('Allow');
      }),
      { numRuns: 500 },
    );
  });

  it('session policies only take access away', () => {
    fc.assert(
      fc.property(policies, policies, requests, (identity, session, { action, resource, context }) => {
        const request = { action, resource, valuesOf: valuesIn(context) };
        const both = evaluate({ identity: [named(identity)], session: [named(session)] }, request).effect;
        const each = [identity, session].map(
          (policy) => evaluate({ identity: [named(policy)] }, request).effect,
        );
        expect(both === 'Allow').toBe(each.every((effect) => effect === 'Allow'));
        expect(both === 'ExplicitDeny').toBe(each.includes('ExplicitDeny'));
      }),
      { numRuns: 500 },
    );
  });
});

test('wildcards match as a naive matcher does, also in long parts', () => {
  const long = fc.array(fc.constantFrom('a', 'ab', 'ba', '*', '?', 'a'.repeat(33)), { maxLength: 8 });
  const text = fc.array(fc.constantFrom('a', 'b', 'a'.repeat(40)), { maxLength: 8 });
  fc.assert(
    fc.property(long, text, (parts, given) => {
      const pattern = parts.join('');
      expect(compilePieces(piecesOf(pattern))(given.join('')), pattern).toBe(
        naiveMatch(pattern, given.join('')),
      );
    }),
    { numRuns: 500 },
  );
});
