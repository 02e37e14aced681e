import { expect, test } from 'vitest';
import { type FuzzCase, isBytes, type Known, type RequestCase } from '../../fuzz/case.ts';
import { faultOf } from '../../fuzz/judge.ts';
import { createRandom } from '../../fuzz/random.ts';
import { caseOf, type Part } from '../../fuzz/run.ts';
import { shrink } from '../../fuzz/shrink.ts';
import { operationNames } from '../../src/model/contract.ts';

const known: Known = { opportunities: ['O1'], engagements: ['eng-00000000000001'], invitations: [] };
const PARTS: Part[] = ['off', 'strict', 'operator'];

const casesOf = (part: Part, seed: number, count: number): FuzzCase[] =>
  Array.from({ length: count }, (_, index) => caseOf({ part, seed }, index, known));

const text = (one: FuzzCase): string =>
  isBytes(one)
    ? one.chunks.map((chunk) => chunk.toString('latin1')).join()
    : JSON.stringify({ ...one, body: one.body.toString('latin1') });

test.each(PARTS)(
  'the same seed makes the same cases for %s, in any order, and another seed makes others',
  (part) => {
    const once = casesOf(part, 5, 300).map(text);
    const backwards = Array.from({ length: 300 }, (_, index) => 299 - index).map((index) =>
      text(caseOf({ part, seed: 5 }, index, known)),
    );
    expect(backwards.reverse()).toEqual(once);
    expect(new Set(once).size).toBeGreaterThan(270);
    expect(casesOf(part, 6, 300).map(text)).not.toEqual(once);
  },
);

test('reaches every operation of the API, every kind of signature and odd framing', () => {
  const cases = casesOf('strict', 1, 6_000);
  const kinds = new Set(cases.map(({ kind }) => kind));
  expect(operationNames.filter((name) => !kinds.has(name))).toEqual([]);
  expect([...kinds].filter((kind) => kind.startsWith('bytes: ')).length).toBeGreaterThan(20);
  const damages = new Set(cases.map((one) => (one as RequestCase).signing?.damage));
  expect([...damages].sort()).toEqual(['body', 'header', 'region', 'secret', 'time', 'token', undefined]);
});

const answer = (change: object = {}) => ({
  statuses: [400],
  text: '{"__type":"X"}',
  headers: { 'x-amzn-requestid': 'r' },
  ...change,
});
const request: RequestCase = { kind: 'test', method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0) };

test.each([
  [{}, undefined],
  [{ statuses: [503] }, undefined],
  [{ statuses: [500] }, 'status 500'],
  [{ statuses: [502] }, 'status 502'],
  [{ headers: {} }, 'no request id'],
  [{ text: '{"Message":"x\\n    at open (node:fs:1:1)"}' }, 'the answer shows the inside of the server'],
  [{ text: 'Bad Request' }, 'an error that is neither JSON nor XML: Bad Request'],
])('judges %j', (change, fault) => {
  expect(faultOf(request, answer(change))).toBe(fault);
});

test('shrinks a failing request to the part that fails', async () => {
  const body = Buffer.from(
    JSON.stringify({ a: [1, { deep: ['x', 'needle in hay', 'y'] }, 2], b: 'c', d: { e: 'f' } }),
  );
  const smallest = await shrink({ ...request, body }, async (smaller) => smaller.body.includes('needle'));
  expect(smallest.body.length).toBeLessThan(50);
  expect(smallest.body.toString()).toContain('needle');
});

test('choices are even enough', () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 10_000; index++) {
    const choice = createRandom(3, index).below(10);
    counts[choice] = (counts[choice] ?? 0) + 1;
  }
  for (const count of counts) expect(count).toBeGreaterThan(800);
});
