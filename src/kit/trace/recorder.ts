import { performance } from '../flow/real-time.ts';
import { newSpanId, newTraceId, readSpanId, readTraceId, type SpanId, type TraceId } from './ids.ts';
import { originOfMoments } from './moments.ts';
import type { EndedSpan } from './otlp.ts';
import type { Sampler } from './sampler.ts';
import type { Attributes, Describe, Description, Span, SpanKind, Tracing } from './span.ts';
import {
  isSampled,
  readTraceParent,
  readTraceState,
  type TraceParent,
  writeTraceParent,
} from './traceparent.ts';

/** Takes spans that have ended. */
type Take = (span: EndedSpan) => void;

const NO_LINKS: readonly TraceParent[] = [];

/** Makes spans, each one object, and gives those that are sampled away when they end. */
export const createRecorder = (sampler: Sampler, take: Take): Omit<Tracing, 'close'> => {
  return {
    request: (headers, beganAt) => {
      const { traceparent } = headers;
      const parent = traceparent === undefined ? undefined : readTraceParent(traceparent);
      const trace = parent ? readTraceId(parent.traceId) : newTraceId();
      if (!sampler(parent, trace)) return new UnrecordedSpan(trace);
      const span = new RecordedSpan(take, 'request', 'server', trace, beganAt);
      if (parent) {
        span.parent = readSpanId(parent.spanId);
        span.isParentRemote = true;
        span.traceState = readTraceState(headers.tracestate);
      }
      return span;
    },
    caused: (name, kind, cause, { attributes, isWithin = false } = {}) => {
      const origin = readTraceParent(cause);
      const parent = isWithin ? origin : undefined;
      const trace = parent ? readTraceId(parent.traceId) : newTraceId();
      // As its cause, so that links lead somewhere.
      const isRecorded = origin ? isSampled(origin) : sampler(undefined, trace);
      if (!isRecorded) return new UnrecordedSpan(trace);
      const span = new RecordedSpan(take, name, kind, trace, performance.now());
      span.attributes = attributes;
      if (parent) {
        span.parent = readSpanId(parent.spanId);
        span.isParentRemote = true;
      } else if (origin) span.links = [origin];
      return span;
    },
  };
};

/** A class, because a closure for each function of each span costs more than all else of it. */
class RecordedSpan implements Span, EndedSpan {
  readonly isRecorded = true;
  readonly id: SpanId = newSpanId();
  readonly trace: TraceId;
  readonly kind: SpanKind;
  readonly #take: Take;
  traceState: string | undefined = undefined;
  parent: SpanId | undefined = undefined;
  isParentRemote = false;
  links = NO_LINKS;
  name: string;
  #describe: Describe | undefined = undefined;
  #about = '';
  attributes: Attributes | undefined = undefined;
  isFailed = false;
  /** By `performance.now()` until it ends; then, like `endedAt`, milliseconds since 1970. */
  beganAt: number;
  endedAt = 0;

  constructor(take: Take, name: string, kind: SpanKind, trace: TraceId, beganAt: number) {
    this.#take = take;
    this.name = name;
    this.kind = kind;
    this.trace = trace;
    this.beganAt = beganAt;
  }

  get traceId(): string {
    return this.trace.hex;
  }

  get spanId(): string {
    return this.id.hex;
  }

  get traceparent(): string {
    return writeTraceParent({ traceId: this.traceId, spanId: this.spanId, traceFlags: 1 });
  }

  child(name: string, kind: SpanKind): Span {
    const span = new RecordedSpan(this.#take, name, kind, this.trace, performance.now());
    span.traceState = this.traceState;
    span.parent = this.id;
    if (kind === 'internal') span.links = this.links;
    return span;
  }

  rename(name: string): void {
    this.name = name;
  }

  describe(by: Describe, about: string): void {
    this.#describe = by;
    this.#about = about;
  }

  get description(): Description | undefined {
    return this.#describe?.(this.#about);
  }

  set(attributes: Attributes): void {
    this.attributes = this.attributes ? { ...this.attributes, ...attributes } : attributes;
  }

  end(failure?: string): void {
    if (this.endedAt !== 0) return;
    if (failure !== undefined) {
      this.isFailed = true;
      const known = this.attributes?.['error.type'] ?? this.description?.attributes['error.type'];
      if (known === undefined) this.set({ 'error.type': failure });
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
  readonly #trace: TraceId;
  /** Made when it is asked for, which the log and what leaves the server do. */
  #id: SpanId | undefined = undefined;

  constructor(trace: TraceId) {
    this.#trace = trace;
  }

  get traceId(): string {
    return this.#trace.hex;
  }

  get spanId(): string {
    this.#id ??= newSpanId();
    return this.#id.hex;
  }

  get traceparent(): string {
    return writeTraceParent({ traceId: this.traceId, spanId: this.spanId, traceFlags: 0 });
  }

  child(): Span {
    return new UnrecordedSpan(this.#trace);
  }

  rename(): void {}
  describe(): void {}
  set(): void {}
  end(): void {}
}
