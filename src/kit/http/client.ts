import { lookup } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import { currentSpan } from '../flow/on-behalf.ts';
import { clearTimeout, setTimeout } from '../flow/real-time.ts';
import { isPublicAddress } from './addresses.ts';
import { withoutFraming } from './headers.ts';
import { createPools, type PooledOptions } from './pools.ts';

/**
 * Calls URLs that users configure: limits the size of responses, follows no redirects, can block private addresses, leaves
 * out headers that frame a request, and shares no connection between pools.
 */
export interface HttpClient {
  /**
   * Resolves with the response, whatever its status. Rejects with an `AddressRefused`, the reason of an aborted `signal`,
   * or a connection error. Retries once on a new connection if a kept-alive one was reset.
   */
  call(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Closes kept-alive connections. */
  close(): void;
}

export interface HttpRequest {
  method: string;
  url: URL;
  /** Those that only the client may write are left out, such as Content-Length. */
  headers: Record<string, string>;
  /** On whose behalf it is, such as an account: requests of different pools never share a connection. */
  pool: string;
  body?: string | undefined;
  /** Whether to read the response body. Otherwise the call resolves once the headers arrive. */
  wantsBody?: boolean;
  /** Called once the whole request is written to a connection. */
  onSent?: () => void;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The first `BODY_LIMIT_BYTES`; empty unless `wantsBody`. */
  body: string;
}

/** The host is at an address to which connections are not allowed. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(
      `${host} is a private address, which targets must not use. Start the server with --allow-private-targets to allow it.`,
    );
    this.name = 'AddressRefused';
  }
}

/** The connection is closed if a response body is longer. */
const BODY_LIMIT_BYTES = 65_536;
/** How long an unread response body may take to end, so that its connection can be reused. */
const DRAIN_TIMEOUT_MS = 500;

/**
 * Makes a client with its own connections. Blocks private addresses unless `allowPrivateTargets`. Trusts what Node trusts, or
 * `trusted`.
 */
export const createHttpClient = (allowPrivateTargets: boolean, trusted?: SecureContext): HttpClient => {
  const agents = createPools(allowPrivateTargets ? undefined : publicLookup, trusted);

  const callOnce = async (request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const { url, method, headers, pool, body } = request;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // `lookup` is not called for a host that is an IP address.
    if (!allowPrivateTargets && isIP(host) && !isPublicAddress(host)) throw new AddressRefused(host);
    const isSecure = url.protocol === 'https:';
    const options: PooledOptions = {
      method,
      pool,
      headers: {
        ...traced(withoutFraming(headers)),
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: isSecure ? agents.https : agents.http,
      signal,
    };
    const sending = (isSecure ? https : http).request(url, options);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve);
      sending.on('error', (error) => {
        const { code = '' } = error as NodeJS.ErrnoException;
        reject(
          sending.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(code) ? new StaleConnection() : error,
        );
      });
      if (request.onSent) sending.once('finish', request.onSent);
      sending.once('close', () => reject(new Error('The connection was closed without an answer.')));
      sending.end(body);
    });
    // An error after the headers only truncates the body.
    response.on('error', () => {});
    const read = { status: response.statusCode ?? 0, headers: response.headers };
    if (request.wantsBody) return { ...read, body: await readBody(response, signal) };
    drain(response);
    return { ...read, body: '' };
  };

  return {
    call: async (request, signal) => {
      try {
        return await callOnce(request, signal);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (error instanceof StaleConnection) return callOnce(request, signal);
        throw error;
      }
    },
    close: agents.close,
  };
};

/**
 * Names the call's span to the target, in place of what a user's header names: another account's trace, perhaps. Signatures of
 * webhooks do not cover it (Standard Webhooks: id, timestamp and body).
 */
const traced = (headers: Record<string, string>): Record<string, string> => {
  const span = currentSpan();
  if (!span) return headers;
  const others = Object.entries(headers).filter(([name]) => !/^trace(?:parent|state)$/i.test(name.trim()));
  return { ...Object.fromEntries(others), traceparent: span.traceparent };
};

/** The server closed a kept-alive connection while it was being reused. */
class StaleConnection extends Error {
  constructor() {
    super('The connection was reset.');
    this.name = 'StaleConnection';
  }
}

/** Resolves a name to its public addresses only. The connection uses them, so DNS rebinding is not possible. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) return callback(new AddressRefused(hostname), []);
    return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
  });
};

/** Discards a response body so that its connection can be reused. Closes the connection if it is too long or too slow. */
const drain = (response: IncomingMessage): void => {
  let size = 0;
  const timer = setTimeout(() => response.destroy(), DRAIN_TIMEOUT_MS);
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) response.destroy();
  });
  response.once('close', () => clearTimeout(timer));
};

const readBody = async (response: IncomingMessage, signal: AbortSignal): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > BODY_LIMIT_BYTES) response.destroy();
    });
    response.once('close', () => (signal.aborted ? reject(signal.reason) : resolve()));
  });
  return Buffer.concat(chunks).subarray(0, BODY_LIMIT_BYTES).toString();
};
