import { ok, startReceiver } from './receiver.ts';

/** A span as OTLP writes it in JSON. */
export interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  attributes: Record<string, unknown>;
  links: { traceId: string; spanId: string }[];
  status: { code?: number };
}

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type Sent = Omit<SentSpan, 'attributes'> & { attributes: { key: string; value: Value }[] };

/** Starts an OTLP receiver over HTTP, on which `url` takes traces. */
export const startOtlpReceiver = async (answer = ok) => {
  const { url, received } = await startReceiver(answer);
  return {
    endpoint: url,
    url: `${url}/v1/traces`,
    received,
    spans: (): SentSpan[] =>
      received.flatMap(({ body }) =>
        (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] }).resourceSpans
          .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
          .map((span) => ({
            ...span,
            links: span.links ?? [],
            attributes: Object.fromEntries(
              span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
            ),
          })),
      ),
  };
};

export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
export const PARENT = '00f067aa0ba902b7';
export const traceparent = (flags = '01'): string => `00-${TRACE}-${PARENT}-${flags}`;
