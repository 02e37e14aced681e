import { createTraceState, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { readSpanId, readTraceId } from '../../../src/kit/trace/ids.ts';
import { createRequests, type EndedSpan } from '../../../src/kit/trace/otlp.ts';
import { PARENT, readTraces, type SentTraces, TRACE } from '../../support/otlp.ts';

const scope = { name: 'cosell', version: '1.2.3' };
const resource = { 'service.name': 'cosell', 'deployment.environment': 'prüfung' };
const sdkResource = resourceFromAttributes(resource);
const NO_MORE = {
  traceState: undefined,
  parent: undefined,
  description: undefined,
  isParentRemote: false,
  links: [],
  isFailed: false,
};

const base: EndedSpan = {
  ...NO_MORE,
  trace: readTraceId(TRACE),
  id: readSpanId('a1b2c3d4e5f60718'),
  name: 'partnercentral-selling/GetOpportunity',
  kind: 'server',
  attributes: undefined,
  beganAt: 1_795_770_000_123.25,
  endedAt: 1_795_770_000_125.75,
};

/** What needs one byte, two and three of a length, more than one of UTF-8, and each type of a value. */
const spans: readonly EndedSpan[] = [
  base,
  {
    ...base,
    parent: readSpanId(PARENT),
    isParentRemote: true,
    isFailed: true,
    attributes: { 'error.type': '500' },
  },
  {
    ...base,
    ...{ kind: 'client', parent: readSpanId(PARENT), name: 'select opportunities' },
    attributes: {
      ...{ 'db.query.text': 's'.repeat(4_000), short: '', 'cosell.ü': 'Größe 😀', long: 'x'.repeat(127) },
      ...{ longer: 'x'.repeat(128), status: 200, none: 0, much: 2 ** 40, isSo: true, isNot: false },
      ...{ share: 0.25, less: -1.5, absent: undefined, huge: 'ü'.repeat(20_000) },
    },
  },
  { ...base, kind: 'internal', links: [{ traceId: TRACE, spanId: PARENT, traceFlags: 1 }] },
  {
    ...base,
    kind: 'consumer',
    links: [
      { traceId: TRACE, spanId: PARENT, traceFlags: 0 },
      { traceId: TRACE, spanId: 'a1b2c3d4e5f60718', traceFlags: 1 },
    ],
  },
  { ...base, kind: 'producer', name: '' },
  // Around the lengths at which a number of a length takes another byte.
  {
    ...base,
    attributes: Object.fromEntries(
      Array.from({ length: 140 }, (_, length) => [`x${length}`, 'xü'[length % 2]?.repeat(length)]),
    ),
  },
  {
    ...base,
    traceState: 'vendor=1',
    description: {
      name: 'select opportunities',
      attributes: { 'db.query.text': 'select 1', absent: undefined },
    },
    attributes: { 'error.type': 'error' },
  },
];

const KINDS = {
  ...{ internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT },
  ...{ producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER },
};

const timeOf = (milliseconds: number): [number, number] => [
  Math.floor(milliseconds / 1000),
  Math.round((milliseconds % 1000) * 1_000_000),
];

/** The same span as OpenTelemetry's SDK has it. */
const asReadable = (span: EndedSpan): ReadableSpan => {
  const contextOf = (spanId: string, isRemote: boolean) => ({
    ...{ traceId: span.trace.hex, spanId, isRemote, traceFlags: TraceFlags.SAMPLED },
    ...(span.traceState && { traceState: createTraceState(span.traceState) }),
  });
  const context = contextOf(span.id.hex, false);
  return {
    name: span.description ? 'select opportunities' : span.name,
    kind: KINDS[span.kind],
    spanContext: () => context,
    ...(span.parent && { parentSpanContext: contextOf(span.parent.hex, span.isParentRemote) }),
    startTime: timeOf(span.beganAt),
    endTime: timeOf(span.endedAt),
    duration: timeOf(span.endedAt - span.beganAt),
    status: { code: span.isFailed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: Object.fromEntries(
      Object.entries({ ...span.description?.attributes, ...span.attributes }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
    links: span.links.map((link) => ({ context: { ...link, isRemote: true } })),
    events: [],
    ended: true,
    resource: sdkResource,
    instrumentationScope: scope,
    ...{ droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 },
  } as ReadableSpan;
};

/** A number of milliseconds has no nanoseconds. */
const inMicroseconds = (traces: SentTraces): SentTraces => ({
  ...traces,
  spans: traces.spans.map((span) => ({
    ...span,
    startTimeUnixNano: Math.round(span.startTimeUnixNano / 1000),
    endTimeUnixNano: Math.round(span.endTimeUnixNano / 1000),
  })),
});

test('spans are encoded as OpenTelemetry’s own serializer encodes them', () => {
  const request = createRequests({ resource, scope })();
  for (const span of spans) request.add(span);
  const ours = readTraces(request.encoded());
  const theirs = readTraces(ProtobufTraceSerializer.serializeRequest(spans.map(asReadable)) as Uint8Array);
  expect(inMicroseconds(ours)).toEqual(inMicroseconds(theirs));
  expect(ours.spans).toHaveLength(spans.length);
  expect(ours.spans[2]?.attributes.huge).toBe('ü'.repeat(20_000));
});

test('attributes beyond the limit are left out and counted, and texts are cut', () => {
  const request = createRequests({ resource, scope }, { attributes: 3, valueLength: 4 })();
  const description = { name: 'select opportunities', attributes: { text: 'select 1', rows: 12_345 } };
  request.add({ ...base, description, attributes: { id: 'ab', account: '111122223333', more: true } });
  request.add({ ...base, attributes: { a: 1, b: 2, absent: undefined, c: 3 } });
  const limited = { ...description, attributes: { ...description.attributes, x: 'x', y: 'y' } };
  request.add({ ...base, description: limited, attributes: { id: 'ab' } });
  const sent = readTraces(request.encoded());
  expect(
    sent.spans.map(({ attributes, droppedAttributesCount }) => [attributes, droppedAttributesCount]),
  ).toEqual([
    [{ text: 'sele', rows: 12_345, id: 'ab' }, 2],
    [{ a: 1, b: 2, c: 3 }, undefined],
    [{ text: 'sele', rows: 12_345, x: 'x' }, 2],
  ]);
  expect(sent.resource).toEqual(resource);
});

test('the memory of a request is used again', () => {
  const request = createRequests({ resource, scope })();
  for (const span of spans) request.add(span);
  const first = Uint8Array.from(request.encoded());
  request.clear();
  for (const span of [base, ...spans]) request.add(span);
  expect(readTraces(request.encoded()).spans).toHaveLength(spans.length + 1);
  request.clear();
  for (const span of spans) request.add(span);
  expect(request.encoded()).toEqual(Buffer.from(first));
});
