import { expect, test } from 'vitest';
import type { Limit } from '../../src/kit/shape/limit.ts';
import { limits } from '../../src/model/limits.ts';
import { limitsInNumbers } from './limits-in-numbers.ts';

const numbersOf = (name: string, limit: Limit): string[] => {
  const elements = limit.kind === 'items' && limit.element ? numbersOf(`${name}[]`, limit.element) : [];
  if (!('min' in limit) || (limit.min === 0 && limit.max === Number.POSITIVE_INFINITY)) return elements;
  return [`${name} ${limit.min}..${limit.max}`, ...elements];
};

test('every limit in numbers is that of the service', () => {
  const ours = Object.entries(limits).map(([structure, members]) => {
    const names = Object.keys(members).sort();
    return [structure, names.flatMap((name) => numbersOf(name, members[name] as Limit)).join(', ')];
  });
  expect(Object.fromEntries(ours.filter(([, numbers]) => numbers !== ''))).toEqual(limitsInNumbers);
});
