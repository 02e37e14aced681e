import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_MATCH_STEPS,
  matchesEventPattern,
  readEventPattern,
} from '../../../src/kit/pattern/event-pattern.ts';
import { createSteps, TooManySteps } from '../../../src/kit/pattern/steps.ts';

/** The steps of a match without a limit. */
const stepsOf = (pattern: unknown, event: unknown): number => {
  const steps = createSteps(Number.POSITIVE_INFINITY);
  matchesEventPattern(readEventPattern(JSON.stringify(pattern)), event, steps);
  return steps.taken;
};

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** Expects that twice the size costs at most twice the steps. */
const expectLinear = (stepsAt: (size: number) => number): void => {
  for (const size of [50, 200, 800]) {
    const [one, two] = [stepsAt(size), stepsAt(2 * size)];
    expect(two, `of size ${2 * size}`).toBeLessThanOrEqual(2 * one);
    expect(two, `of size ${2 * size}`).toBeGreaterThanOrEqual(one);
  }
};

/** Each operator with the argument number `at`, and a value that no such argument matches. */
const operators: Readonly<
  Record<string, { matcher: (at: number) => unknown; miss: unknown; missOf?: (size: number) => string }>
> = {
  'a value': { matcher: (at) => `v${at}`, miss: 'x', missOf: (size) => 'x'.repeat(size) },
  prefix: { matcher: (at) => ({ prefix: `aa${at}` }), miss: 'aaa', missOf: (size) => 'a'.repeat(size) },
  suffix: { matcher: (at) => ({ suffix: `${at}aa` }), miss: 'aaa', missOf: (size) => 'a'.repeat(size) },
  'prefix, ignoring case': {
    matcher: (at) => ({ prefix: { 'equals-ignore-case': `aa${at}` } }),
    miss: 'aaa',
    missOf: (size) => 'A'.repeat(size),
  },
  'suffix, ignoring case': {
    matcher: (at) => ({ suffix: { 'equals-ignore-case': `${at}aa` } }),
    miss: 'aaa',
    missOf: (size) => 'A'.repeat(size),
  },
  'equals-ignore-case': {
    matcher: (at) => ({ 'equals-ignore-case': `aa${at}` }),
    miss: 'aaa',
    missOf: (size) => 'ß'.repeat(size),
  },
  wildcard: {
    matcher: (at) => ({ wildcard: `*a*ab${at}*` }),
    miss: 'aaaa',
    missOf: (size) => 'a'.repeat(size),
  },
  numeric: { matcher: (at) => ({ numeric: ['>', at, '<', at + 0.5] }), miss: -1 },
  cidr: {
    matcher: (at) => ({ cidr: `2001:db8:${at.toString(16)}::/48` }),
    miss: 'fe80::1:2:3',
    missOf: (size) => `${'f'.repeat(size)}::1`,
  },
  'cidr of IPv4': { matcher: (at) => ({ cidr: `10.${at % 250}.${at % 200}.0/24` }), miss: '192.168.1.1' },
  exists: { matcher: () => ({ exists: true }), miss: {} },
  'exists: false': { matcher: () => ({ exists: false }), miss: 'there' },
};

const anythingBut: typeof operators = {
  values: { matcher: (at) => `v${at}`, miss: 'v0', missOf: (size) => 'x'.repeat(size) },
  prefix: { matcher: (at) => `aa${at}`, miss: 'aa0', missOf: (size) => 'a'.repeat(size) },
  suffix: { matcher: (at) => `${at}aa`, miss: '0aa', missOf: (size) => 'a'.repeat(size) },
  wildcard: { matcher: (at) => `*a*ab${at}*`, miss: 'aab0', missOf: (size) => 'a'.repeat(size) },
  'equals-ignore-case': { matcher: (at) => `aa${at}`, miss: 'AA0', missOf: (size) => 'A'.repeat(size) },
};

describe.each(Object.entries(operators))('the cost of %s', (_name, { matcher, miss, missOf }) => {
  test('grows linearly with the values of the event', () => {
    expectLinear((size) => stepsOf({ x: [matcher(0), matcher(1)] }, { x: list(size, () => miss) }));
    expectLinear((size) => stepsOf({ l: { x: [matcher(0)] } }, { l: list(size, () => ({ x: miss })) }));
  });
  test('grows linearly with the pattern', () => {
    for (const size of [10, 20, 40]) {
      const steps = (count: number) => stepsOf({ x: list(count, matcher) }, { x: [miss, miss] });
      expect(steps(2 * size)).toBeLessThanOrEqual(2 * steps(size));
    }
  });
  if (!missOf) return;
  test('grows linearly with a text of the event', () => {
    expectLinear((size) => stepsOf({ x: [matcher(0), matcher(1)] }, { x: missOf(100 * size) }));
  });
});

describe.each(Object.entries(anythingBut))(
  'the cost of anything-but %s',
  (name, { matcher, miss, missOf }) => {
    const but = (count: number) => {
      const excluded = list(count, matcher);
      return { x: [{ 'anything-but': name === 'values' ? excluded : { [name]: excluded } }] };
    };
    test('grows linearly with event, pattern and text', () => {
      expectLinear((size) => stepsOf(but(3), { x: list(size, () => miss) }));
      for (const size of [10, 20, 40]) {
        expect(stepsOf(but(2 * size), { x: [miss] })).toBeLessThanOrEqual(
          2 * stepsOf(but(size), { x: [miss] }),
        );
      }
      expectLinear((size) => stepsOf(but(3), { x: missOf?.(100 * size) }));
    });
  },
);

describe('the cost of the paths', () => {
  test('grows linearly with the names of an object, dotted or not', () => {
    expectLinear((size) => stepsOf({ 'a.b.c': [1] }, Object.fromEntries(list(size, (at) => [`n${at}`, 1]))));
    expectLinear((size) =>
      stepsOf({ 'a.b.c': [1] }, Object.fromEntries(list(size, (at) => [`a.b.n${at}`, 1]))),
    );
  });

  test('grows linearly with the fields of the pattern', () => {
    const fields = (count: number) => Object.fromEntries(list(count, (at) => [`n${at}`, [1]]));
    for (const size of [10, 40, 160]) {
      const steps = (count: number) =>
        stepsOf(fields(count), Object.fromEntries(list(400, (at) => [`n${at}`, 1])));
      expect(steps(2 * size)).toBeLessThanOrEqual(2 * steps(size));
    }
  });

  test('grows linearly with their depth', () => {
    const nested = (depth: number, inner: unknown): unknown =>
      list(depth, () => 'a').reduceRight<unknown>((below, name) => ({ [name]: below }), inner);
    for (const depth of [8, 16, 31]) {
      const steps = (count: number) => stepsOf(nested(count, [1]), nested(count, 2));
      expect(steps(2 * depth)).toBeLessThanOrEqual(2 * steps(depth));
    }
  });
});

test('the cost of any pattern grows linearly with the copies of any event in a list', () => {
  const leaf = fc.oneof(fc.string({ maxLength: 4 }), fc.integer({ min: 0, max: 4 }), fc.constant(null));
  const name = fc.constantFrom('a', 'b', 'a.b', 'c');
  const event = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const matchers = fc.array(
    fc.constantFrom<unknown>(
      'no',
      { prefix: 'no' },
      { wildcard: '*n*o*' },
      { cidr: '10.0.0.0/8' },
      { exists: false },
      { numeric: ['>', 9] },
    ),
    { minLength: 1, maxLength: 3 },
  );
  const fields = fc.dictionary(name, matchers, { minKeys: 1, maxKeys: 3 });
  const pattern = fc.oneof(
    fields,
    fc.tuple(fields, fields, fields).map(([one, two, three]) => ({ ...one, $or: [two, three] })),
  );
  fc.assert(
    fc.property(pattern, event, (below, given) => {
      const steps = (count: number) => stepsOf({ l: below }, { l: list(count, () => given) });
      expect(steps(200)).toBeLessThanOrEqual(2 * steps(100));
    }),
    { numRuns: 300 },
  );
});

describe('a match', () => {
  /** 512 combinations, each of which could match in every element of the list but for one field. */
  const combinations = {
    l: {
      z: [1],
      ...Object.fromEntries(list(9, (at) => [`k${at}`, { $or: [{ a: [1] }, { b: [1] }] }])),
    },
  };
  const almost = Object.fromEntries(list(9, (at) => [`k${at}`, { a: 1, b: 1 }]));

  test('ends with an error if it takes too many steps', () => {
    const event = { l: [...list(15_000, () => almost), { z: 1 }] };
    const pattern = readEventPattern(JSON.stringify(combinations));
    expect(() => matchesEventPattern(pattern, event)).toThrow(TooManySteps);
    const steps = createSteps(MAX_MATCH_STEPS);
    expect(() => matchesEventPattern(pattern, event, steps)).toThrow(TooManySteps);
    // What exceeds the limit is refused before it is done: one test of one value at most.
    expect(steps.taken).toBeLessThan(MAX_MATCH_STEPS * 1.1);
  });

  test('of lists nested however deep ends', () => {
    const deep = JSON.parse(`{"a":${'['.repeat(60_000)}1${']'.repeat(60_000)}}`);
    const read = (pattern: unknown) => readEventPattern(JSON.stringify(pattern));
    expect(matchesEventPattern(read({ a: [1] }), deep)).toBe(true);
    expect(matchesEventPattern(read({ a: [2, { exists: false }] }), deep)).toBe(false);
  });

  test('of all combinations with a usual event does not', () => {
    const event = { l: [...list(10, () => almost), { z: 1 }] };
    expect(stepsOf(combinations, event)).toBeLessThan(MAX_MATCH_STEPS);
  });

  test('of 80 blocks of addresses with 15,500 addresses does not', () => {
    const cidrs = list(80, (at) => ({ cidr: `2001:db8:${at.toString(16)}::/48` }));
    const addresses = list(15_500, (at) => `fe80:1234:5678:9abc:def0:1234:5678:${at.toString(16)}`);
    expect(stepsOf({ ip: cidrs }, { ip: addresses })).toBeLessThan(MAX_MATCH_STEPS);
  });
});
