import { performance } from '../flow/real-time.ts';
import { originOfMoments } from './moments.ts';
import type { EndedSpan } from './otlp.ts';
import type { Sampler } from './sampler.ts';
import type { Attributes, Span, SpanKind, Tracing } from './span.ts';
import { newSpanId, newTraceId } from './span-ids.ts';
import {
  isSampled,
  readTraceParent,
  readTraceState,
  type TraceParent,
  writeTraceParent,
} from './traceparent.ts';

/** Takes spans that have ended. */
type Take = (span: EndedSpan) => void;

/** Where a span begins. */
interface Place {
  traceId: string;
  traceState: string | undefined;
  parentSpanId: string | undefined;
  isParentRemote: boolean;
  links: readonly TraceParent[];
}

const NO_LINKS: readonly TraceParent[] = [];

/** Makes spans, each one object, and gives those that are sampled away when they end. */
export const createRecorder = (sampler: Sampler, take: Take): Omit<Tracing, 'close'> => {
  return {
    request: ({ traceparent, tracestate }, beganAt) => {
      const parent = traceparent === undefined ? undefined : readTraceParent(traceparent);
      const traceId = parent?.traceId ?? newTraceId();
      const place = {
        traceId,
        traceState: parent && tracestate !== undefined ? readTraceState(tracestate) : undefined,
        parentSpanId: parent?.spanId,
        isParentRemote: parent !== undefined,
        links: NO_LINKS,
      };
      if (!sampler(parent, traceId)) return new UnrecordedSpan(traceId);
      return new RecordedSpan(take, 'request', 'server', place, undefined, beganAt);
    },
    caused: (name, kind, cause, { attributes, isWithin = false } = {}) => {
      const origin = readTraceParent(cause);
      const parent = isWithin ? origin : undefined;
      const traceId = parent?.traceId ?? newTraceId();
      // As its cause, so that links lead somewhere.
      const isRecorded = origin ? isSampled(origin) : sampler(undefined, traceId);
      if (!isRecorded) return new UnrecordedSpan(traceId);
      const place = {
        traceId,
        traceState: undefined,
        parentSpanId: parent?.spanId,
        isParentRemote: parent !== undefined,
        links: origin && !isWithin ? [origin] : NO_LINKS,
      };
      return new RecordedSpan(take, name, kind, place, attributes, performance.now());
    },
  };
};

/** A class, because a closure for each function of each span costs more than all else of it. */
class RecordedSpan implements Span, EndedSpan {
  readonly isRecorded = true;
  readonly spanId = newSpanId();
  readonly traceId: string;
  readonly traceState: string | undefined;
  readonly parentSpanId: string | undefined;
  readonly isParentRemote: boolean;
  readonly kind: SpanKind;
  readonly links: readonly TraceParent[];
  readonly #take: Take;
  name: string;
  attributes: Attributes | undefined;
  isFailed = false;
  /** By `performance.now()` until it ends; then, like `endedAt`, milliseconds since 1970. */
  beganAt: number;
  endedAt = 0;

  constructor(
    take: Take,
    name: string,
    kind: SpanKind,
    place: Place,
    attributes: Attributes | undefined,
    beganAt: number,
  ) {
    this.#take = take;
    this.name = name;
    this.kind = kind;
    this.attributes = attributes;
    this.beganAt = beganAt;
    this.traceId = place.traceId;
    this.traceState = place.traceState;
    this.parentSpanId = place.parentSpanId;
    this.isParentRemote = place.isParentRemote;
    this.links = place.links;
  }

  get traceparent(): string {
    return writeTraceParent({ traceId: this.traceId, spanId: this.spanId, traceFlags: 1 });
  }

  child(name: string, kind: SpanKind, attributes?: Attributes): Span {
    const place = {
      traceId: this.traceId,
      traceState: this.traceState,
      parentSpanId: this.spanId,
      isParentRemote: false,
      links: kind === 'internal' ? this.links : NO_LINKS,
    };
    return new RecordedSpan(this.#take, name, kind, place, attributes, performance.now());
  }

  rename(name: string): void {
    this.name = name;
  }

  set(attributes: Attributes): void {
    this.attributes = this.attributes ? { ...this.attributes, ...attributes } : attributes;
  }

  end(failure?: string): void {
    if (this.endedAt !== 0) return;
    if (failure !== undefined) {
      this.isFailed = true;
      this.set({ 'error.type': this.attributes?.['error.type'] ?? failure });
    }
    const now = performance.now();
    const origin = originOfMoments(now);
    this.beganAt += origin;
    this.endedAt = now + origin;
    this.#take(this);
  }
}

class UnrecordedSpan implements Span {
  readonly isRecorded = false;
  readonly traceId: string;
  /** Made when it is asked for, which the log and what leaves the server do. */
  #spanId: string | undefined;

  constructor(traceId: string) {
    this.traceId = traceId;
  }

  get spanId(): string {
    this.#spanId ??= newSpanId();
    return this.#spanId;
  }

  get traceparent(): string {
    return writeTraceParent({ traceId: this.traceId, spanId: this.spanId, traceFlags: 0 });
  }

  child(): Span {
    return new UnrecordedSpan(this.traceId);
  }

  rename(): void {}
  set(): void {}
  end(): void {}
}
