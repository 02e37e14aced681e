import {
  convertLegacyHttpOptions,
  createOtlpHttpExportDelegate,
} from '@opentelemetry/otlp-exporter-base/node-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { clearTimeout, setTimeout } from '../flow/real-time.ts';
import { createBatches } from './batches.ts';
import { numberOf, readSpanLimits } from './limits.ts';
import { createRecorder } from './recorder.ts';
import { createSampler } from './sampler.ts';
import type { Attributes, Tracing } from './span.ts';

export interface TracingOptions {
  /** Where an OTLP receiver takes traces: `http://127.0.0.1:4318/v1/traces`. */
  url: string;
  service: { name: string; version: string };
  /** Called if spans could not be sent. They are lost. */
  onLost(error: unknown): void;
}

/** Spans of a batch, four times OpenTelemetry's default: a read took 3 µs less. As there, four batches may wait. */
const MOST_SPANS = 2_048;
/** How long a shutdown waits for the receiver. */
const CLOSE_MS = 3_000;
/** How long one batch is tried. */
const EXPORT_TIMEOUT_MS = 10_000;

/**
 * Begins to send spans over OTLP (HTTP, protobuf). Headers, certificates, compression, sampler, resource and limits come from
 * OpenTelemetry's own environment variables. Spans are recorded and encoded by our own code, because OpenTelemetry's SDK takes
 * a quarter of a read's processor time for that; what sends them is OpenTelemetry's. Throws an Error that says what to change.
 */
export const openTracing = ({ url, service, onLost }: TracingOptions): Tracing => {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: argument } = process.env;
  const exporter = createExporter(url);
  const batches = createBatches({
    origin: { resource: resourceOf(service), scope: { name: 'cosell', version: service.version } },
    limits: readSpanLimits(),
    send: exporter.send,
    onLost,
    mostSpans: numberOf('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', MOST_SPANS),
    mostWaiting: numberOf('OTEL_BSP_MAX_QUEUE_SIZE', 4 * MOST_SPANS),
    delayMs: numberOf('OTEL_BSP_SCHEDULE_DELAY', 5_000),
  });
  return {
    ...createRecorder(createSampler(sampler || undefined, argument || undefined), batches.add),
    close: async () => {
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, CLOSE_MS);
      await Promise.race([batches.close(), limit.promise]);
      clearTimeout(timer);
      void exporter.close();
    },
  };
};

/** OpenTelemetry's own transport: keeps connections, retries, compresses. It is given requests that are encoded already. */
const createExporter = (url: string) => {
  const headers = { 'Content-Type': 'application/x-protobuf' };
  const given = { url, timeoutMillis: EXPORT_TIMEOUT_MS };
  const delegate = createOtlpHttpExportDelegate<Uint8Array, object>(
    convertLegacyHttpOptions(given, 'TRACES', 'v1/traces', headers),
    { serializeRequest: (request) => request, deserializeResponse: () => ({}) },
    'otlp_http_span_exporter',
    // For metrics of OpenTelemetry's own, which are off.
    { name: 'span', countItems: () => 0 },
    undefined,
  );
  return {
    send: (request: Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        delegate.export(request, ({ error }) => (error ? reject(error) : resolve()));
      }),
    close: () => delegate.shutdown(),
  };
};

const resourceOf = ({ name, version }: TracingOptions['service']): Attributes => {
  const own = { 'service.name': process.env.OTEL_SERVICE_NAME || name, 'service.version': version };
  const { attributes } = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(own));
  // These detectors give texts only.
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]));
};
