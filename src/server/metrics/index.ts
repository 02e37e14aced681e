import type { FastifyInstance } from 'fastify';
import { once } from '../../kit/flow/once.ts';
import { shareBriefly } from '../../kit/flow/share-briefly.ts';
import type { Format } from './exposition.ts';
import { createReadings, type Measured } from './readings.ts';

export const METRICS_PATH = '/_cosell/metrics';

/** How long a scrape is answered with the text of the one before. */
const FRESH_MS = 1_000;

/** Adds the route for Prometheus. The first scrape loads what writes the text; until then there are only counts. */
export const addMetrics = (http: FastifyInstance, measured: Measured): void => {
  const exposition = once(async () => {
    const { createExposition } = await import('./exposition.ts');
    return createExposition(measured.services.meters, createReadings(measured));
  });
  const share = shareBriefly<{ contentType: string; text: string }>(FRESH_MS, 2);
  http.get(METRICS_PATH, { config: { scope: 'metrics' } }, async (request, reply) => {
    const format = formatFor(request.headers.accept);
    const { contentType, text } = await share(format, async () => (await exposition())(format));
    // As bytes, because Fastify would change the charset's spelling.
    return reply.header('content-type', contentType).send(Buffer.from(text));
  });
};

/** Prometheus prefers OpenMetrics: "application/openmetrics-text;version=1.0.0;q=0.5,…". Others get its older format. */
const formatFor = (accept = ''): Format => {
  const wanted = accept.split(',').find((one) => /^\s*application\/openmetrics-text\s*(;|$)/i.test(one));
  const isRefused = wanted === undefined || /;\s*q=0(\.0*)?\s*(;|$)/i.test(wanted);
  return isRefused || !/version=(1\.0\.0|0\.0\.1)|^(?!.*version=)/i.test(wanted)
    ? 'prometheus'
    : 'openmetrics';
};
