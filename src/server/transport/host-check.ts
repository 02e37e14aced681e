import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { SerializationException } from '../../kit/service/errors.ts';
import { addCheck } from './checks.ts';
import { type AllowedHosts, createHostCheck, hostNameOf, isLoopbackName } from './hosts.ts';
import { denied } from './origins.ts';
import { SECURITY_HEADERS, STRICT_TRANSPORT_SECURITY } from './security-headers.ts';

export interface HostCheckOptions {
  allowedHosts: AllowedHosts;
  listensOn: string;
  /** Whether it serves HTTPS. */
  certificates?: object | undefined;
}

/** Returns the headers of every response to a request. */
export const headersFor = (
  { headers: { host = '' } }: IncomingMessage,
  { certificates }: Pick<HostCheckOptions, 'certificates'>,
): Readonly<Record<string, string>> =>
  certificates && !isLoopbackName(hostNameOf(host) ?? '') ? STRICT_HEADERS : SECURITY_HEADERS;

const STRICT_HEADERS = { ...SECURITY_HEADERS, ...STRICT_TRANSPORT_SECURITY };

/**
 * Routes without data other than the server's health. Load balancers call them without a token, with any Host: the address
 * of the node, or none in HTTP/1.0.
 */
export const FOR_EVERYBODY: readonly string[] = ['/_cosell/health', '/_cosell/ready'];

/** The route that tells the console how to sign in: without a token too, but only by the server's own names. */
export const CONSOLE_INFO = '/_cosell/console';

/** The routes that need no token, and that the audit log does not mention. */
export const WITHOUT_TOKEN: readonly string[] = [...FOR_EVERYBODY, CONSOLE_INFO];

/** Adds the headers of every response, and refuses requests for other hosts. */
export const addHostCheck = (http: FastifyInstance, options: HostCheckOptions): void => {
  const refusalOf = createHostCheck(options.allowedHosts, options.listensOn);
  addCheck(http, {
    passes: (raw) => hostCountOf(raw) === 1 && refusalOf(raw) === undefined,
    check: (request, reply) => {
      const { raw } = request;
      reply.header('x-amzn-requestid', request.id);
      reply.headers(headersFor(raw, options));
      const count = hostCountOf(raw);
      if (count === 0 && raw.httpVersion === '1.1') {
        throw SerializationException('The request is not readable as HTTP: it has no Host header.');
      }
      if (count > 1) {
        throw SerializationException('The request is not readable as HTTP: it has several Host headers.');
      }
      if (FOR_EVERYBODY.includes(request.routeOptions.url ?? '')) return;
      const refusal = refusalOf(raw);
      if (refusal !== undefined) throw denied(request, refusal);
    },
  });
};

/** Returns the number of Host headers, of which Node keeps the first one. RFC 9112, 3.2 requires to refuse several. */
const hostCountOf = ({ rawHeaders }: IncomingMessage): number => {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') count++;
  }
  return count;
};
