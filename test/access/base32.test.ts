import { expect, test } from 'vitest';
import { base32 } from '../../src/access/base32.ts';

// RFC 4648, section 10, without the last character of those whose bits are incomplete, and without padding.
test.each([
  ['', ''],
  ['f', 'M'],
  ['fo', 'MZX'],
  ['foo', 'MZXW'],
  ['foob', 'MZXW6Y'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBO'],
])('"%s" is %s', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('every bit counts', () => {
  expect(base32(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]))).toBe('77777777');
  expect(base32(Buffer.from([0x00, 0x44, 0x32, 0x14, 0xc7]))).toBe('ABCDEFGH');
});
