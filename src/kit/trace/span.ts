import type { IncomingHttpHeaders } from 'node:http';

export type Attributes = Record<string, string | number | boolean | undefined>;
export type SpanKind = 'server' | 'client' | 'consumer' | 'producer' | 'internal';

/**
 * A name and attributes that many spans have alike: all statements of the same text, all answers of an operation. It is encoded
 * once, so that most of what a span says is a copy of bytes.
 */
export interface Description {
  readonly name: string;
  readonly attributes: Attributes;
}

/** Returns a description by what it is about, such as the text of a statement. It is asked when a span ends. */
export type Describe = (about: string) => Description;

/** A piece of work that a trace tells of. Nothing of it throws, or waits. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Whether it is sampled. If not, spans within it are not worth beginning. */
  readonly isRecorded: boolean;
  /** Names it to what it causes elsewhere. W3C Trace Context, "traceparent Header". */
  readonly traceparent: string;
  /** Begins a span within this one. `linked`: it is also linked to what caused this one. */
  child(name: string, kind: SpanKind): Span;
  rename(name: string): void;
  /** Says what it has in common with others, in place of its name. */
  describe(by: Describe, about: string): void;
  /** Adds attributes that its description does not have. The object is kept, and must not change. */
  set(attributes: Attributes): void;
  /** Ends it. `failure` is the name of an error, never its message; it counts unless `error.type` was set. */
  end(failure?: string): void;
}

export interface Caused {
  attributes?: Attributes;
  /** Whether it belongs to the trace of its cause instead. */
  isWithin?: boolean;
}

/** Makes spans, and sends them away. */
export interface Tracing {
  /**
   * Begins the span of a request; its `traceparent`, if it is well-formed, names the parent.
   *
   * @param beganAt by `performance.now()`.
   */
  request(headers: IncomingHttpHeaders, beganAt: number): Span;
  /** Begins a trace of its own, linked to the `traceparent` of its cause. It is sampled if the cause was. */
  caused(name: string, kind: SpanKind, cause: string | undefined, more?: Caused): Span;
  /** Sends what is left, for a few seconds at most. */
  close(): Promise<void>;
}
