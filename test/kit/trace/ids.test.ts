import { expect, test } from 'vitest';
import { newSpanId, newTraceId, readSpanId, readTraceId } from '../../../src/kit/trace/ids.ts';
import { PARENT, TRACE } from '../../support/otlp.ts';

test('ids are read and written without loss', () => {
  for (const hex of [TRACE, 'f'.repeat(32), `${'0'.repeat(31)}1`]) expect(readTraceId(hex).hex).toBe(hex);
  for (const hex of [PARENT, 'f'.repeat(16), `${'0'.repeat(15)}1`]) expect(readSpanId(hex).hex).toBe(hex);
});

test('new ids are random in all of their digits, also beyond what is drawn at once', () => {
  const traces = Array.from({ length: 2_000 }, () => newTraceId().hex);
  const spans = Array.from({ length: 2_000 }, () => newSpanId().hex);
  expect(new Set([...traces, ...spans]).size).toBe(4_000);
  for (const [ids, digits] of [[traces, 32] as const, [spans, 16] as const]) {
    for (let at = 0; at < digits; at++) expect(new Set(ids.map((id) => id[at])).size).toBe(16);
  }
});

test('the share of a trace is that of its last 52 bits', () => {
  expect(readTraceId(`${'f'.repeat(19)}8${'0'.repeat(12)}`).share).toBe(0.5);
  expect(readTraceId('f'.repeat(32)).share).toBe(1 - 2 ** -52);
  expect(readTraceId(`${'f'.repeat(19)}${'0'.repeat(13)}`).share).toBe(0);
});
