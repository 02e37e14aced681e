import { expect, test } from 'vitest';
import { isSatisfied } from '../../supply-chain/spdx.ts';

const accepted = ['MIT', 'ISC'];

test.each([
  'MIT',
  '(MIT)',
  'MIT OR GPL',
  'GPL OR MIT',
  'MIT AND ISC',
  '((GPL OR MIT) AND ISC)',
  'GPL AND X OR ISC',
  'MIT OR GPL AND X',
])('accepts %s', (expression) => expect(isSatisfied(expression, accepted)).toBe(true));

test.each([
  '',
  'GPL',
  'MIT AND GPL',
  '(MIT OR ISC) AND GPL',
  'MIT ISC',
  'MIT OR',
  'AND MIT',
  '(MIT',
  'MIT)',
  'MIT WITH exception',
  'mit',
  '()',
])('refuses %s', (expression) => expect(isSatisfied(expression, accepted)).toBe(false));
