import { remember } from '../flow/remember.ts';
import {
  createProtobufWriter,
  type ProtobufWriter,
  sizeOfField,
  sizeOfText,
  sizeOfVarint,
} from './protobuf.ts';
import type { Attributes, SpanKind } from './span.ts';
import type { TraceParent } from './traceparent.ts';

/** The messages of OTLP: opentelemetry-proto, trace/v1/trace.proto and common/v1/common.proto. */

/** A span that has ended. */
export interface EndedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string | undefined;
  /** Undefined at the root of a trace. */
  readonly parentSpanId: string | undefined;
  /** Whether the parent is in another process. */
  readonly isParentRemote: boolean;
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes | undefined;
  /** What caused it, in other traces. */
  readonly links: readonly TraceParent[];
  readonly isFailed: boolean;
  /** Milliseconds since 1970, with fractions. */
  readonly beganAt: number;
  readonly endedAt: number;
}

const KINDS: Readonly<Record<SpanKind, number>> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};
const STATUS_ERROR = 2;
/** SpanFlags: that it is known whether the parent, or the linked span, is in another process, and that it is. */
const KNOWS_REMOTE = 0x100;
const IS_REMOTE = 0x200;
const SAMPLED = 1;

/** Writes a span's fields. */
export const writeSpan = (writer: ProtobufWriter, span: EndedSpan): void => {
  writer.hex(1, span.traceId);
  writer.hex(2, span.spanId);
  if (span.traceState !== undefined) writer.text(3, span.traceState);
  if (span.parentSpanId !== undefined) writer.hex(4, span.parentSpanId);
  writer.text(5, span.name);
  writer.integer(6, KINDS[span.kind]);
  writer.nanoseconds(7, span.beganAt);
  writer.nanoseconds(8, span.endedAt);
  if (span.attributes) writeAttributes(writer, 9, span.attributes);
  for (const { traceId, spanId, traceFlags } of span.links) {
    writer.begin(13, LINK_BYTES);
    writer.hex(1, traceId);
    writer.hex(2, spanId);
    writer.fixed32(6, KNOWS_REMOTE | IS_REMOTE | traceFlags);
  }
  if (span.isFailed) {
    writer.begin(15, 2);
    writer.integer(3, STATUS_ERROR);
  }
  writer.fixed32(16, KNOWS_REMOTE | (span.isParentRemote ? IS_REMOTE : 0) | SAMPLED);
};

const LINK_BYTES = sizeOfField(16) + sizeOfField(8) + 5;

const writeAttributes = (writer: ProtobufWriter, field: number, attributes: Attributes): void => {
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined) continue;
    // A key-value pair: its key, and a message with the value in the field of its type.
    const key = keyOf(name);
    if (typeof value === 'string') {
      const length = sizeOfText(value);
      beginPair(writer, field, key, sizeOfField(length));
      writer.text(1, value, length);
    } else if (typeof value === 'boolean') {
      beginPair(writer, field, key, 2);
      writer.integer(2, value ? 1 : 0);
    } else if (Number.isSafeInteger(value) && value >= 0) {
      beginPair(writer, field, key, 1 + sizeOfVarint(value));
      writer.integer(3, value);
    } else {
      beginPair(writer, field, key, 9);
      writer.double(4, value);
    }
  }
};

const beginPair = (writer: ProtobufWriter, field: number, key: Uint8Array, valueBytes: number): void => {
  writer.begin(field, key.length + sizeOfField(valueBytes));
  writer.append(key);
  writer.begin(2, valueBytes);
};

/** Characters of the attributes' names that are kept encoded: ours are few, those of the environment's resource any. */
const KEPT_CHARACTERS = 10_000;

/** Returns the field with the name of an attribute. */
const keyOf = remember((name: string): Uint8Array => {
  const writer = createProtobufWriter();
  writer.text(1, name);
  return Uint8Array.from(writer.written());
}, KEPT_CHARACTERS);

/** Who sends spans. */
export interface Origin {
  resource: Attributes;
  scope: { name: string; version: string };
}

/** Returns the function that makes an export request of spans, each with the number and length of its field. */
export const createRequests = ({ resource, scope }: Origin): ((spans: Uint8Array) => Uint8Array) => {
  const writer = createProtobufWriter();
  const message = (write: (writer: ProtobufWriter) => void): Uint8Array => {
    writer.clear();
    write(writer);
    return Uint8Array.from(writer.written());
  };
  const attributes = message((to) => writeAttributes(to, 1, resource));
  const scopeOf = message((to) => {
    to.text(1, scope.name);
    to.text(2, scope.version);
  });
  return (spans) => {
    const scopeSpansBytes = sizeOfField(scopeOf.length) + spans.length;
    const resourceSpansBytes = sizeOfField(attributes.length) + sizeOfField(scopeSpansBytes);
    const head = message((to) => {
      to.begin(1, resourceSpansBytes);
      to.bytes(1, attributes);
      to.begin(2, scopeSpansBytes);
      to.bytes(1, scopeOf);
    });
    return Buffer.concat([head, spans]);
  };
};

/** The number of a span's field in the message that has them. */
export const SPANS_FIELD = 2;
