import { PbfReader } from 'pbf';
import { ok, startReceiver } from './receiver.ts';

/** A span as OTLP has it: opentelemetry-proto, trace/v1/trace.proto. */
export interface SentSpan {
  traceId: string;
  spanId: string;
  traceState?: string;
  parentSpanId?: string;
  name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  /** Nanoseconds since 1970, as precise as a number. */
  startTimeUnixNano: number;
  endTimeUnixNano: number;
  attributes: Record<string, unknown>;
  /** How many were left out, if any. */
  droppedAttributesCount?: number;
  links: { traceId: string; spanId: string; flags: number }[];
  status: { code?: number };
  flags: number;
}

export interface SentTraces {
  resource: Record<string, unknown>;
  scope: { name?: string; version?: string };
  spans: SentSpan[];
}

/** Reads an export request, which has spans of one resource and one scope. */
export const readTraces = (bytes: Uint8Array): SentTraces => {
  const traces: SentTraces = { resource: {}, scope: {}, spans: [] };
  const scopeSpans: Read<SentTraces> = {
    1: (pbf) =>
      inside(
        pbf,
        { 1: (text) => ({ name: text.readString() }), 2: (text) => ({ version: text.readString() }) },
        traces.scope,
      ),
    2: (pbf) => {
      traces.spans.push(readSpan(pbf));
      return undefined;
    },
  };
  const resourceSpans: Read<SentTraces> = {
    1: (pbf) => inside(pbf, { 1: (pair) => readPair(pair, traces.resource), 2: none }, {}),
    2: (pbf) => inside(pbf, scopeSpans, traces),
  };
  new PbfReader(bytes).readFields(
    fieldsOf<SentTraces>({ 1: (pbf) => inside(pbf, resourceSpans, traces) }),
    traces,
  );
  return traces;
};

/** The counts of what was left out, and other numbers that are written as 0. */
const none = (pbf: PbfReader): undefined => {
  const value = pbf.readVarint();
  if (value !== 0) throw new Error(`${value} is not 0.`);
};

/** How each field of a message is read: what is returned becomes part of the result. */
type Read<Result> = Record<number, (pbf: PbfReader) => Partial<Result> | undefined>;

const fieldsOf =
  <Result extends object>(read: Read<Result>) =>
  (field: number, result: Result, pbf: PbfReader): void => {
    const one = read[field];
    if (!one) throw new Error(`There is a field ${field}.`);
    Object.assign(result, one(pbf));
  };

const inside = <Result extends object>(pbf: PbfReader, read: Read<Result>, result: Result): undefined => {
  pbf.readMessage(fieldsOf(read), result);
};

const readPair = (pbf: PbfReader, into: Record<string, unknown>): undefined => {
  const pair: { key?: string; value?: unknown } = {};
  const value: Read<typeof pair> = {
    1: (one) => ({ value: one.readString() }),
    2: (one) => ({ value: one.readBoolean() }),
    3: (one) => ({ value: one.readVarint(true) }),
    4: (one) => ({ value: one.readDouble() }),
  };
  inside(pbf, { 1: (one) => ({ key: one.readString() }), 2: (one) => inside(one, value, pair) }, pair);
  if (pair.key === undefined || pair.key in into)
    throw new Error(`The attribute ${pair.key} is there twice.`);
  into[pair.key] = pair.value;
};

const hex = (pbf: PbfReader): string => Buffer.from(pbf.readBytes()).toString('hex');

const readSpan = (pbf: PbfReader): SentSpan => {
  const span = { attributes: {}, links: [], status: {} } as unknown as SentSpan;
  const link = (one: PbfReader): undefined => {
    const read = { traceId: '', spanId: '', flags: 0 };
    inside<typeof read>(
      one,
      {
        1: (id) => ({ traceId: hex(id) }),
        2: (id) => ({ spanId: hex(id) }),
        5: none,
        6: (flags) => ({ flags: flags.readFixed32() }),
      },
      read,
    );
    span.links.push(read);
  };
  inside<SentSpan>(
    pbf,
    {
      1: (one) => ({ traceId: hex(one) }),
      2: (one) => ({ spanId: hex(one) }),
      3: (one) => ({ traceState: one.readString() }),
      4: (one) => ({ parentSpanId: hex(one) }),
      5: (one) => ({ name: one.readString() }),
      6: (one) => ({ kind: one.readVarint() }),
      7: (one) => ({ startTimeUnixNano: one.readFixed64() }),
      8: (one) => ({ endTimeUnixNano: one.readFixed64() }),
      9: (one) => readPair(one, span.attributes),
      13: link,
      10: readDropped,
      ...{ 12: none, 14: none },
      15: (one) => inside(one, { 3: readStatus }, span.status),
      16: (one) => ({ flags: one.readFixed32() }),
    },
    span,
  );
  return span;
};

const readDropped = (pbf: PbfReader): Partial<SentSpan> => {
  const count = pbf.readVarint();
  return count === 0 ? {} : { droppedAttributesCount: count };
};

/** Of a status that is not set, 0 or nothing is written. */
const readStatus = (pbf: PbfReader): SentSpan['status'] => {
  const code = pbf.readVarint();
  return code === 0 ? {} : { code };
};

/** Starts an OTLP receiver over HTTP, on which `url` takes traces. */
export const startOtlpReceiver = async (answer = ok) => {
  const { url, received } = await startReceiver(answer);
  return {
    endpoint: url,
    url: `${url}/v1/traces`,
    received,
    spans: (): SentSpan[] => received.flatMap(({ bytes }) => readTraces(bytes).spans),
  };
};

export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
export const PARENT = '00f067aa0ba902b7';
export const traceparent = (flags = '01'): string => `00-${TRACE}-${PARENT}-${flags}`;
