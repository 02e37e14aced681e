import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from '../../../src/kit/flow/json-pieces.ts';

const collect = async (value: unknown): Promise<string[]> => {
  const all: string[] = [];
  for await (const piece of jsonPieces(value)) all.push(piece);
  return all;
};

test('the pieces of any value are its JSON', async () => {
  const list = fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 350 });
  const value = fc.oneof(fc.jsonValue(), list, fc.record({ list, text: fc.string({ unit: 'binary' }) }));
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      expect((await collect(given)).join('')).toBe(JSON.stringify(given));
    }),
    { numRuns: 100 },
  );
  expect((await collect({ a: undefined, b: 1 })).join('')).toBe('{"b":1}');
});

test('no piece has more than a hundred elements of a long list, and the event loop turns between them', async () => {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  const rows = Array.from({ length: 100_000 }, (_, index) => [String(index), 'x'.repeat(200)]);
  const all = await collect({ rows });
  clearImmediate(timer);
  expect(Math.max(...all.map((piece) => piece.split('],[').length))).toBe(100);
  expect(turns).toBeGreaterThan(1);
});
