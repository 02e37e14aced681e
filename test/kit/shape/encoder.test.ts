import { NormalizedSchema } from '@smithy/core/schema';
import { expect, test } from 'vitest';
import { createEncoder } from '../../../src/kit/shape/encoder.ts';
import { parseFrozen } from '../../../src/kit/shape/frozen.ts';

/** A structure with a moment and a structure of its own, as the SDK writes schemas: 3 is a structure, 4 a timestamp. */
const inner: Parameters<typeof NormalizedSchema.of>[0] = [3, 'test', 'Inner', 0, ['At'], [4]];
const outer: Parameters<typeof NormalizedSchema.of>[0] = [3, 'test', 'Outer', 0, ['Inner', 'At'], [inner, 4]];

const start = () => {
  const encoded: unknown[] = [];
  const encode = createEncoder(() => NormalizedSchema.of(outer), {
    timestamp: (moment) => {
      encoded.push(moment);
      return JSON.stringify(moment);
    },
  });
  return { encoded, encode: (output: object) => encode('GetOuter', output) };
};

test('what nobody can change is encoded once, with letters of any language', () => {
  const { encoded, encode } = start();
  const Inner = parseFrozen<object>('{"At":"Zürich, 東京, \\ud83d\\ude00"}');
  const once = encode({ Inner, At: 'now' });
  expect(JSON.parse(once)).toEqual({ Inner, At: 'now' });
  expect(encode({ Inner, At: 'later' })).toBe(once.replace('"now"', '"later"'));
  expect(encoded.filter((moment) => moment !== 'now' && moment !== 'later')).toHaveLength(1);
});

test('what may change is encoded each time, also if it is equal to what was kept', () => {
  const { encode } = start();
  const Inner = { At: 'first' };
  expect(encode({ Inner: parseFrozen('{"At":"first"}') })).toBe(encode({ Inner }));
  Inner.At = 'second';
  expect(encode({ Inner })).toBe('{"Inner":{"At":"second"}}');
});

test('one value is encoded by each shape in its own way', () => {
  const { encode } = start();
  const value = parseFrozen<object>('{"Inner":{"At":"in"},"At":"out"}');
  expect(encode({ Inner: value })).toBe('{"Inner":{"At":"out"}}');
  expect(encode(value)).toBe('{"Inner":{"At":"in"},"At":"out"}');
});
