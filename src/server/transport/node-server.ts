import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Certificates } from './tls.ts';

/** How long a request may take to arrive completely. */
const REQUEST_TIMEOUT_MS = 60_000;
/** How long its head may take, from the opening of the connection. */
const HEAD_TIMEOUT_MS = 20_000;
const TIMEOUT_CHECK_MS = 5_000;
/** How long a connection without a request stays open: longer than the minute after which balancers close theirs. As Fastify has it. */
const KEEP_ALIVE_MS = 72_000;

/**
 * Returns what creates Node's HTTP or HTTPS server: requests that `takeShortWay` takes do not go to Fastify. Loads the module for TLS only
 * if there are certificates.
 */
export const serverFactory = async (
  certificates: Certificates | undefined,
  takeShortWay: (request: IncomingMessage, response: ServerResponse) => boolean,
) => {
  const common = {
    // Node's own refusal of a request without Host has no request id, so `addHostCheck` refuses it.
    requireHostHeader: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEAD_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  };
  const tls = certificates && (await import('./tls.ts')).serverOptions(certificates);
  return (toFastify: RequestListener): Server => {
    const listener: RequestListener = (request, response) => {
      if (!takeShortWay(request, response)) toFastify(request, response);
    };
    return tls ? createTlsServer({ ...common, ...tls }, listener) : createServer(common, listener);
  };
};
