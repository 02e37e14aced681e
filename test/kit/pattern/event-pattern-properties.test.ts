import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesEventPattern, readEventPattern } from '../../../src/kit/pattern/event-pattern.ts';
import { ServiceError } from '../../../src/kit/service/errors.ts';

const read = (pattern: unknown) => readEventPattern(JSON.stringify(pattern));
const matches = (pattern: unknown, event: unknown) => matchesEventPattern(read(pattern), event);

const leaf = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.integer({ min: -9, max: 9 }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.constantFrom('a', 'b', 'c', 'd');
/** Nested, non-empty objects and lists with few names. */
const event = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 3 }),
})).object;

/** The leaves of an event, each with its path. */
const leavesOf = (value: unknown, path: string[] = []): { path: string[]; value: unknown }[] => {
  if (Array.isArray(value)) return value.flatMap((element) => leavesOf(element, path));
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
};
const patternAt = (path: string[], tests: unknown[]): unknown =>
  path.reduceRight<unknown>((below, step) => ({ [step]: below }), tests);

test('every leaf of an event matches its value and exists', () => {
  fc.assert(
    fc.property(event, (given) => {
      for (const { path, value } of leavesOf(given)) {
        expect(matches(patternAt(path, [value]), given)).toBe(true);
        expect(matches(patternAt(path, [{ exists: true }]), given)).toBe(true);
        expect(matches(patternAt(path, [{ exists: false }]), given)).toBe(false);
        expect(matches({ [path.join('.')]: [value] }, given)).toBe(true);
      }
    }),
  );
});

test('a field matches if one of the values at its path is equal', () => {
  fc.assert(
    fc.property(event, fc.array(name, { minLength: 1, maxLength: 3 }), leaf, (given, path, wanted) => {
      const at = leavesOf(given).filter((found) => found.path.join('.') === path.join('.'));
      expect(matches(patternAt(path, [wanted]), given)).toBe(at.some(({ value }) => value === wanted));
      expect(matches(patternAt(path, [{ exists: false }]), given)).toBe(at.length === 0);
      if (typeof wanted !== 'string' && typeof wanted !== 'number') return;
      expect(matches(patternAt(path, [{ 'anything-but': wanted }]), given)).toBe(
        at.some(({ value }) => value !== wanted),
      );
    }),
  );
});

test('$or matches if one of its alternatives does', () => {
  fc.assert(
    fc.property(event, name, name, leaf, leaf, (given, one, other, first, second) => {
      const [left, right] = [{ [one]: [first] }, { [other]: [second] }];
      expect(matches({ $or: [left, right] }, given)).toBe(matches(left, given) || matches(right, given));
    }),
  );
});

test('a wildcard matches like the equivalent regular expression', () => {
  const character = fc.constantFrom('a', 'b', '*', '\\');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(character, fc.constant(undefined)), { maxLength: 6 }),
      fc.array(character, { maxLength: 8 }),
      (parts, characters) => {
        // undefined is the wildcard; two are never adjacent.
        const steps = parts.filter(
          (part, at) => part !== undefined || (at > 0 && parts[at - 1] !== undefined),
        );
        const wildcard = steps
          .map((part) => (part === undefined ? '*' : part.replace(/[*\\]/, '\\$&')))
          .join('');
        const source = steps
          .map((part) => (part === undefined ? '.*' : part.replace(/[*\\]/, '\\$&')))
          .join('');
        const x = characters.join('');
        expect(matches({ x: [{ wildcard }] }, { x })).toBe(new RegExp(`^${source}$`, 's').test(x));
      },
    ),
  );
});

test('an IPv4 block contains the addresses with the same leading bits', () => {
  const bitsOf = (address: number[]) => address.map((part) => part.toString(2).padStart(8, '0')).join('');
  const address = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(address, address, fc.integer({ min: 0, max: 32 }), (base, given, bits) => {
      const isWithin = bitsOf(base).slice(0, bits) === bitsOf(given).slice(0, bits);
      expect(matches({ ip: [{ cidr: `${base.join('.')}/${bits}` }] }, { ip: given.join('.') })).toBe(
        isWithin,
      );
    }),
  );
});

test('numbers are compared numerically', () => {
  const number = fc.integer({ min: -20, max: 20 }).map((value) => value / 4);
  fc.assert(
    fc.property(number, number, number, (bottom, top, x) => {
      expect(matches({ x: [{ numeric: ['>=', bottom] }] }, { x })).toBe(x >= bottom);
      expect(matches({ x: [{ numeric: ['=', bottom] }] }, { x })).toBe(x === bottom);
      if (bottom >= top) return;
      expect(matches({ x: [{ numeric: ['>', bottom, '<=', top] }] }, { x })).toBe(x > bottom && x <= top);
    }),
  );
});

test('any JSON is either a valid pattern or rejected as an invalid one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), event, (text, given) => {
      try {
        matchesEventPattern(readEventPattern(text), given);
      } catch (error) {
        expect(error).toBeInstanceOf(ServiceError);
        expect((error as Error).name).toBe('InvalidEventPatternException');
      }
    }),
  );
});
