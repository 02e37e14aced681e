import { writeAttributes } from './attributes.ts';
import { ATTRIBUTES_FIELD, NAME_FIELD } from './description.ts';
import type { SpanId, TraceId } from './ids.ts';
import { createProtobufWriter, type ProtobufWriter, sizeOfField } from './protobuf.ts';
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
  /** What it has in common with others. Asked for when it is encoded. */
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

/** Writes a span's fields. */
const writeSpan = (writer: ProtobufWriter, span: EndedSpan): void => {
  const { trace, id, parent, description } = span;
  writer.words4(1, trace.first, trace.second, trace.third, trace.fourth);
  writer.words2(2, id.first, id.second);
  if (span.traceState !== undefined) writer.text(3, span.traceState);
  if (parent) writer.words2(4, parent.first, parent.second);
  if (description) writer.append(description.bytes);
  else writer.text(NAME_FIELD, span.name);
  writer.integer(6, KINDS[span.kind]);
  writer.nanoseconds(7, span.beganAt);
  writer.nanoseconds(8, span.endedAt);
  if (span.attributes) writeAttributes(writer, ATTRIBUTES_FIELD, span.attributes);
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

/** The number of a span's field in the message that has them. */
const SPANS_FIELD = 2;

/** Who sends spans. */
export interface Origin {
  resource: Attributes;
  scope: { name: string; version: string };
}

/** An export request that is being written. */
export interface ExportRequest {
  add(span: EndedSpan): void;
  /** Completes it. Valid until `clear`. */
  encoded(): Uint8Array;
  /** Empties it, to be used again: memory of hundreds of kilobytes. */
  clear(): void;
}

/** Returns the function that begins an export request. */
export const createRequests = ({ resource, scope }: Origin): (() => ExportRequest) => {
  const message = (write: (writer: ProtobufWriter) => void): Uint8Array => {
    const writer = createProtobufWriter();
    write(writer);
    return Uint8Array.from(writer.written());
  };
  const attributes = message((to) => writeAttributes(to, 1, resource));
  const scopeOf = message((to) => {
    to.text(1, scope.name);
    to.text(2, scope.version);
  });
  const headOf = (spansBytes: number): Uint8Array => {
    const scopeSpansBytes = sizeOfField(scopeOf.length) + spansBytes;
    const resourceSpansBytes = sizeOfField(attributes.length) + sizeOfField(scopeSpansBytes);
    return message((to) => {
      to.begin(1, resourceSpansBytes);
      to.bytes(1, attributes);
      to.begin(2, scopeSpansBytes);
      to.bytes(1, scopeOf);
    });
  };
  // The head tells lengths, so it is written last, into room that is left for it.
  const room = headOf(Number.MAX_SAFE_INTEGER).length;
  return () => {
    const spans = createProtobufWriter(room);
    return {
      add: (span) => {
        const start = spans.open(SPANS_FIELD);
        writeSpan(spans, span);
        spans.close(start);
      },
      encoded: () => spans.after(headOf(spans.size)),
      clear: spans.clear,
    };
  };
};
