import { lookup } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** Makes HTTP calls of targets: with limits of time and size, without redirects, and only where it may. */
export interface HttpClient {
  /**
   * Resolves with whatever answer comes, and rejects where none does: with an `AddressRefused`, the reason of an
   * aborted `signal`, or an error of the connection. A connection that is kept open may have died: then it is tried
   * once more on a new one.
   */
  call(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Closes the connections that are kept open. */
  close(): void;
}

export interface HttpRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Whether the answer's body is wanted. Otherwise the call is over with the answer's first line and headers. */
  wantsBody?: boolean;
  /** Told once all of the request was written to a connection. */
  onSent?: () => void;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** At most `BODY_LIMIT` bytes of it. Empty where it is not wanted. */
  body: string;
}

/** A target at an address that cosell may not connect to. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(
      `${host} is a private address, to which targets may not be. Start the server with --allow-private-targets to allow it.`,
    );
    this.name = 'AddressRefused';
  }
}

/** The most bytes of an answer that are read: a connection whose answer is longer is closed. */
const BODY_LIMIT = 65_536;
/** Milliseconds that an answer that nobody wants has to end, so that its connection can be used again. */
const DRAIN_PATIENCE = 500;

export const createHttpClient = (allowPrivateTargets: boolean): HttpClient => {
  const agentOptions = { keepAlive: true, ...(!allowPrivateTargets && { lookup: publicLookup }) };
  const agents = { http: new http.Agent(agentOptions), https: new https.Agent(agentOptions) };

  const callOnce = async (request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const { url, method, headers, body } = request;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A host that is an address is not looked up.
    if (!allowPrivateTargets && isIP(host) && !isPublicAddress(host)) throw new AddressRefused(host);
    const isSecure = url.protocol === 'https:';
    const sending = (isSecure ? https : http).request(url, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: isSecure ? agents.https : agents.http,
      signal,
    });
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
    // What goes wrong from here on shows as a body that is not whole.
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
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
};

/** The other side closed a connection that was kept open, just as it was used again. */
class StaleConnection extends Error {
  constructor() {
    super('The connection was reset.');
    this.name = 'StaleConnection';
  }
}

/** Looks a name up and answers its public addresses only, those that are then connected to: a name cannot change between. */
const publicLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, []);
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) return answer(new AddressRefused(hostname), []);
    return options.all ? answer(null, allowed) : answer(null, first.address, first.family);
  });
};

/** Lets an answer end that nobody wants, in bounds, so that its connection is kept; else closes it. */
const drain = (response: IncomingMessage): void => {
  let size = 0;
  const timer = setTimeout(() => response.destroy(), DRAIN_PATIENCE);
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT) response.destroy();
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
      if (size > BODY_LIMIT) response.destroy();
    });
    response.once('close', () => (signal.aborted ? reject(signal.reason) : resolve()));
  });
  return Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString();
};
