import { type Command, Option } from 'commander';

/** The flag of `cosell serve` that says where traces are sent. */
export interface TraceFlags {
  otlpEndpoint?: string;
}

/** Adds the flag. */
export const addTraceFlags = (command: Command): Command =>
  command.addOption(
    new Option(
      '--otlp-endpoint <url>',
      'OpenTelemetry receiver (OTLP over HTTP) to which traces are sent, such as http://127.0.0.1:4318 (default: "otlpEndpoint" of the configuration, else OTEL_EXPORTER_OTLP_ENDPOINT, else none)',
    ).env('COSELL_OTLP_ENDPOINT'),
  );

/**
 * Returns where traces are sent: what the flag or the configuration says, else OpenTelemetry's own variables; undefined for
 * nowhere. Throws an Error that says what to change.
 */
export const tracesOf = (endpoint: string | undefined, env = process.env): string | undefined => {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none')
    return undefined;
  const base = endpoint || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url =
    (!endpoint && env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) ||
    (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url) return undefined;
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol && protocol !== 'http/protobuf') {
    throw new Error(
      `OTEL_EXPORTER_OTLP_PROTOCOL is ${protocol}, but traces are sent as http/protobuf. Use that, and the port for HTTP, usually 4318.`,
    );
  }
  return url;
};
