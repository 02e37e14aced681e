import {
  type Span as ApiSpan,
  type Context,
  createTraceState,
  SpanKind as Kinds,
  type Link,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { clearTimeout, setTimeout } from '../flow/real-time.ts';
import { createSampler } from './sampler.ts';
import type { Attributes, Span, SpanKind, Tracing } from './span.ts';
import { readTraceParent, readTraceState, writeTraceParent } from './traceparent.ts';

export interface TracingOptions {
  /** Where an OTLP receiver takes traces: `http://127.0.0.1:4318/v1/traces`. */
  url: string;
  service: { name: string; version: string };
  /** Called if spans could not be sent. They are lost. */
  onLost(error: unknown): void;
}

/** How long a shutdown waits for the receiver. */
const CLOSE_MS = 3_000;
/** How long it waits for one export; those in the queue, at most 2,048 spans, are dropped meanwhile if more come. */
const EXPORT_TIMEOUT_MS = 10_000;

const KINDS: Readonly<Record<SpanKind, Kinds>> = {
  ...{ server: Kinds.SERVER, client: Kinds.CLIENT, consumer: Kinds.CONSUMER },
  ...{ producer: Kinds.PRODUCER, internal: Kinds.INTERNAL },
};

/**
 * Begins to send spans over OTLP (HTTP, JSON, which every receiver of OTLP over HTTP takes). Headers, sampler, resource and
 * limits of the queue come from OpenTelemetry's own environment variables. Throws an Error that says what to change.
 */
export const openTracing = ({ url, service, onLost }: TracingOptions): Tracing => {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: argument, OTEL_SERVICE_NAME } = process.env;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const own = { 'service.name': OTEL_SERVICE_NAME || service.name, 'service.version': service.version };
  const provider = new TracerProvider({
    sampler: createSampler(sampler || undefined, argument || undefined),
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes(own)),
    spanProcessors: [new BatchSpanProcessor({ exporter: telling(exporter, onLost) })],
  });
  const tracer = provider.getTracer('cosell', service.version);
  const begin = (
    name: string,
    kind: SpanKind,
    parent: Context,
    attributes: Attributes,
    links: Link[],
  ): Span => {
    const options = { kind: KINDS[kind], attributes, links };
    return spanOf(tracer.startSpan(name, options, parent), links, begin);
  };
  return {
    request: ({ traceparent, tracestate }, method) =>
      begin(method, 'server', remoteParent(traceparent, tracestate), { 'http.request.method': method }, []),
    caused: (name, kind, cause, attributes = {}) =>
      begin(name, kind, ROOT_CONTEXT, attributes, linksTo(cause)),
    close: async () => {
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, CLOSE_MS);
      await Promise.race([provider.shutdown().catch(onLost), limit.promise]);
      clearTimeout(timer);
    },
  };
};

type Begin = (name: string, kind: SpanKind, parent: Context, attributes: Attributes, links: Link[]) => Span;

const spanOf = (span: ApiSpan, links: Link[], begin: Begin): Span => {
  const context = span.spanContext();
  const { traceId, spanId } = context;
  return {
    traceId,
    spanId,
    isRecorded: span.isRecording(),
    get traceparent() {
      return writeTraceParent(context);
    },
    child: (name, kind, attributes = {}) =>
      begin(name, kind, trace.setSpan(ROOT_CONTEXT, span), attributes, kind === 'internal' ? links : []),
    rename: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(attributes),
    end: (failure) => {
      if (failure !== undefined) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', failure);
      }
      span.end();
    },
  };
};

const remoteParent = (traceparent: unknown, tracestate: unknown): Context => {
  const parent = readTraceParent(traceparent);
  if (!parent) return ROOT_CONTEXT;
  const state = readTraceState(tracestate);
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...{ ...parent, isRemote: true },
    ...(state !== undefined && { traceState: createTraceState(state) }),
  });
};

const linksTo = (cause: string | undefined): Link[] => {
  const context = readTraceParent(cause);
  return context ? [{ context: { ...context, isRemote: true } }] : [];
};

/** Tells of exports that fail; OpenTelemetry itself only tells a global handler. */
const telling = (exporter: SpanExporter, onLost: (error: unknown) => void): SpanExporter => ({
  export: (spans, callback) =>
    exporter.export(spans, (result) => {
      if (result.error) onLost(result.error);
      callback(result);
    }),
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
});
