import { writeAttributes } from './attributes.ts';
import type { SpanId, TraceId } from './ids.ts';
import { NO_LIMITS, type SpanLimits } from './limits.ts';
import { encode, ProtobufWriter, sizeOfField } from './protobuf.ts';
import type { Attributes, Description, SpanKind } from './span.ts';
import type { TraceParent } from './traceparent.ts';

/** The messages of OTLP: opentelemetry-proto, trace/v1/trace.proto and common/v1/common.proto. */

/** A span that has ended. */
export interface EndedSpan {
  readonly trace: TraceId;
  readonly id: SpanId;
  readonly traceState: string | undefined;
  /** Undefined at the root of a trace. */
  readonly parent: SpanId | undefined;
  /** Whether the parent is in another process. */
  readonly isParentRemote: boolean;
  readonly kind: SpanKind;
  /** Its name, unless its description has one. */
  readonly name: string;
  /** What it has in common with others. */
  readonly description: Description | undefined;
  /** Those that its description does not have. */
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

/** The numbers of a span's fields. */
const NAME_FIELD = 5;
const ATTRIBUTES_FIELD = 9;

/** The fields that each span has, of which each has one length. They are first in a span, so their values are at known places. */
const frame = new ProtobufWriter();
/** Adds a field to the frame. Returns where its value is. */
const placeOf = (write: () => void, valueBytes: number): number => {
  write();
  return frame.size - valueBytes;
};
const TRACE_AT = placeOf(() => frame.bytes(1, new Uint8Array(16)), 16);
const ID_AT = placeOf(() => frame.bytes(2, new Uint8Array(8)), 8);
const BEGAN_AT = placeOf(() => frame.double(7, 0), 8);
const ENDED_AT = placeOf(() => frame.double(8, 0), 8);
const KIND_AT = placeOf(() => frame.integer(6, 0), 1);
const FLAGS_AT = placeOf(() => frame.fixed32(16, 0), 4);
const FRAME = frame.written();

const ID_BYTES = 8;
const PARENT = encode((to) => to.bytes(4, new Uint8Array(ID_BYTES)));

const MILLISECONDS_OF_2_32_NANOSECONDS = 4_294.967_296;
const NANOSECONDS = 1_000_000;

/** Sets milliseconds since 1970, as nanoseconds. Exact to a microsecond: so much of the time fits into a number. */
const setNanoseconds = (view: DataView, at: number, milliseconds: number): void => {
  const high = Math.floor(milliseconds / MILLISECONDS_OF_2_32_NANOSECONDS);
  const low = Math.floor((milliseconds - high * MILLISECONDS_OF_2_32_NANOSECONDS) * NANOSECONDS);
  view.setUint32(at, Math.min(Math.max(low, 0), 0xffff_ffff), true);
  view.setUint32(at + 4, high, true);
};

/** The beginning of spans that have a description alike: the frame, and what the description says. */
interface Beginning {
  bytes: Uint8Array;
  /** How many attributes it has, and how many more there were. */
  attributes: number;
  leftOut: number;
}

const BARE: Beginning = { bytes: FRAME, attributes: 0, leftOut: 0 };

/** Returns the function that writes the fields of spans. */
const createSpanWriter = (limits: SpanLimits) => {
  const beginnings = new WeakMap<Description, Beginning>();
  const newBeginning = (description: Description): Beginning => {
    let count = 0;
    const bytes = encode((to) => {
      to.append(FRAME);
      to.text(NAME_FIELD, description.name);
      count = writeAttributes(
        to,
        ATTRIBUTES_FIELD,
        description.attributes,
        limits.valueLength,
        limits.attributes,
      );
    });
    const attributes = Math.min(count, limits.attributes);
    const beginning = { bytes, attributes, leftOut: count - attributes };
    beginnings.set(description, beginning);
    return beginning;
  };
  return (writer: ProtobufWriter, span: EndedSpan): void => {
    const { trace, id, parent, description, attributes } = span;
    const beginning = description ? (beginnings.get(description) ?? newBeginning(description)) : BARE;
    const start = writer.append(beginning.bytes);
    const { view } = writer;
    view.setUint32(start + TRACE_AT, trace.first);
    view.setUint32(start + TRACE_AT + 4, trace.second);
    view.setUint32(start + TRACE_AT + 8, trace.third);
    view.setUint32(start + TRACE_AT + 12, trace.fourth);
    view.setUint32(start + ID_AT, id.first);
    view.setUint32(start + ID_AT + 4, id.second);
    setNanoseconds(view, start + BEGAN_AT, span.beganAt);
    setNanoseconds(view, start + ENDED_AT, span.endedAt);
    view.setUint8(start + KIND_AT, KINDS[span.kind]);
    view.setUint32(start + FLAGS_AT, KNOWS_REMOTE | (span.isParentRemote ? IS_REMOTE : 0) | SAMPLED, true);
    if (parent) {
      const at = writer.append(PARENT) + PARENT.length - ID_BYTES;
      writer.view.setUint32(at, parent.first);
      writer.view.setUint32(at + 4, parent.second);
    }
    if (!description) writer.text(NAME_FIELD, span.name);
    let { leftOut } = beginning;
    if (attributes) {
      const most = limits.attributes - beginning.attributes;
      const count = writeAttributes(writer, ATTRIBUTES_FIELD, attributes, limits.valueLength, most);
      leftOut += Math.max(0, count - most);
    }
    if (leftOut > 0) writer.integer(10, leftOut);
    if (span.traceState !== undefined) writer.text(3, span.traceState);
    for (const { traceId, spanId, traceFlags } of span.links) {
      writer.begin(13, LINK_BYTES);
      writer.bytes(1, Buffer.from(traceId, 'hex'));
      writer.bytes(2, Buffer.from(spanId, 'hex'));
      writer.fixed32(6, KNOWS_REMOTE | IS_REMOTE | traceFlags);
    }
    if (span.isFailed) {
      writer.begin(15, 2);
      writer.integer(3, STATUS_ERROR);
    }
  };
};

const LINK_BYTES = sizeOfField(16) + sizeOfField(8) + 5;

/** The number of a span's field in the message that has them. */
const SPANS_FIELD = 2;
/** Bytes of a length from 128 to 16,383, which those of nearly all spans are. */
const USUAL_LENGTH_BYTES = 2;

/** Who sends spans. */
export interface Origin {
  resource: Attributes;
  scope: { name: string; version: string };
}

/** An export request that is being written. */
export interface ExportRequest {
  add(span: EndedSpan): void;
  /** Bytes of its spans. */
  size(): number;
  /** Completes it. Valid until `clear`. */
  encoded(): Uint8Array;
  /** Empties it, to be used again: memory of hundreds of kilobytes. */
  clear(): void;
}

/** Returns the function that begins an export request. */
export const createRequests = ({ resource, scope }: Origin, limits = NO_LIMITS): (() => ExportRequest) => {
  const writeSpan = createSpanWriter(limits);
  // OpenTelemetry specification, "Attribute Limits": a resource has none.
  const attributes = encode((to) => void writeAttributes(to, 1, resource));
  const scopeOf = encode((to) => {
    to.text(1, scope.name);
    to.text(2, scope.version);
  });
  const headOf = (spansBytes: number): Uint8Array => {
    const scopeSpansBytes = sizeOfField(scopeOf.length) + spansBytes;
    const resourceSpansBytes = sizeOfField(attributes.length) + sizeOfField(scopeSpansBytes);
    return encode((to) => {
      to.begin(1, resourceSpansBytes);
      to.bytes(1, attributes);
      to.begin(2, scopeSpansBytes);
      to.bytes(1, scopeOf);
    });
  };
  // The head tells lengths, so it is written last, into room that is left for it.
  const room = headOf(Number.MAX_SAFE_INTEGER).length;
  return () => {
    const spans = new ProtobufWriter(room);
    return {
      add: (span) => {
        const start = spans.open(SPANS_FIELD, USUAL_LENGTH_BYTES);
        writeSpan(spans, span);
        spans.close(start, USUAL_LENGTH_BYTES);
      },
      size: () => spans.size,
      encoded: () => spans.after(headOf(spans.size)),
      clear: () => spans.clear(),
    };
  };
};
