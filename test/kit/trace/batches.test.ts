import { expect, test } from 'vitest';
import { createBatches } from '../../../src/kit/trace/batches.ts';
import { createRecorder } from '../../../src/kit/trace/recorder.ts';
import { createSampler } from '../../../src/kit/trace/sampler.ts';
import { readTraces } from '../../support/otlp.ts';

const origin = { resource: { 'service.name': 'cosell' }, scope: { name: 'cosell', version: '1' } };

/** Batches of two spans, of which two batches may wait, and what became of them. */
const start = (send: (request: Uint8Array) => Promise<void>, mostSpans = 2) => {
  const lost: unknown[] = [];
  const batches = createBatches({
    ...{ origin, send, mostSpans, mostWaiting: 2 * mostSpans, delayMs: 60_000 },
    onLost: (error) => lost.push(error instanceof Error ? error.message : error),
  });
  const { caused } = createRecorder(createSampler('always_on'), batches.add);
  return { batches, lost, add: (name: string) => caused(name, 'internal', undefined).end() };
};

const namesIn = (requests: readonly Uint8Array[]): string[][] =>
  requests.map((request) => readTraces(request).spans.map(({ name }) => name));

test('a full batch is sent in the next turn of the event loop, the rest when it closes', async () => {
  const sent: Uint8Array[] = [];
  const { batches, add, lost } = start(async (request) => void sent.push(Uint8Array.from(request)));
  for (const name of ['a', 'b', 'c']) add(name);
  expect(sent).toHaveLength(0);
  await new Promise(setImmediate);
  expect(namesIn(sent)).toEqual([['a', 'b', 'c']]);
  add('d');
  await batches.close();
  expect(namesIn(sent)).toEqual([['a', 'b', 'c'], ['d']]);
  expect(lost).toEqual([]);
});

test('beyond what may wait for the receiver, spans are dropped, and it is said how many', async () => {
  const sent: Uint8Array[] = [];
  const receiving = Promise.withResolvers<void>();
  const { batches, add, lost } = start((request) => {
    sent.push(Uint8Array.from(request));
    return receiving.promise;
  });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) add(name);
  await new Promise(setImmediate);
  expect(namesIn(sent)).toEqual([['a', 'b', 'c', 'd']]);
  expect(lost).toEqual(['2 spans were dropped: the receiver took longer than they came.']);
  add('g');
  receiving.resolve();
  await new Promise(setImmediate);
  add('h');
  await batches.close();
  expect(namesIn(sent).at(-1)).toEqual(['h']);
});

test('what cannot be sent is told, and does not keep others from being sent', async () => {
  let isAway = true;
  const { batches, add, lost } = start(async () => {
    if (isAway) throw new Error('away');
  });
  add('a');
  add('b');
  await new Promise(setImmediate);
  expect(lost).toEqual(['away']);
  isAway = false;
  add('c');
  await batches.close();
  expect(lost).toEqual(['away']);
});

test('a request is sent before it has more than a megabyte', async () => {
  const sent: Uint8Array[] = [];
  const { batches, lost } = start(async (request) => void sent.push(Uint8Array.from(request)), 1_000);
  const { caused } = createRecorder(createSampler('always_on'), batches.add);
  const attributes = { text: 'x'.repeat(100_000) };
  for (let span = 0; span < 12; span++) {
    caused('large', 'internal', undefined, { attributes }).end();
    await new Promise(setImmediate);
  }
  await batches.close();
  expect(sent.map(({ length }) => Math.floor(length / 100_000))).toEqual([9, 3]);
  expect(lost).toEqual([]);
});
