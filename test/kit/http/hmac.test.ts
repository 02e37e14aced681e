import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacWith, prepareKey } from '../../../src/kit/http/hmac.ts';

const expected = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

test("an HMAC is node:crypto's, for any key of a block and any text", () => {
  const key = fc.uint8Array({ maxLength: 64 });
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ minLength: 1_000, maxLength: 1_100 }),
  );
  fc.assert(
    fc.property(key, fc.array(text, { minLength: 1, maxLength: 3 }), (bytes, texts) => {
      const prepared = prepareKey(Buffer.from(bytes));
      // One key signs texts of different lengths, one after another.
      expect(texts.map((one) => hmacWith(prepared, one))).toEqual(texts.map((one) => expected(bytes, one)));
    }),
  );
});

test.each([1_023, 1_024, 1_025])('a text may be longer than the buffer of its key: %i bytes', (length) => {
  const key = Buffer.alloc(32, 7);
  expect(hmacWith(prepareKey(key), 'é'.repeat(length))).toBe(expected(key, 'é'.repeat(length)));
  expect(hmacWith(prepareKey(key), 'x'.repeat(length))).toBe(expected(key, 'x'.repeat(length)));
});

test('a key longer than a block is refused', () => {
  expect(() => prepareKey(Buffer.alloc(65))).toThrow(RangeError);
});
