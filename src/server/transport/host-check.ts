import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { SerializationException } from '../../kit/service/errors.ts';
import { addCheck } from './checks.ts';
import { type AllowedHosts, createHostCheck, hostNameOf, isLoopbackName } from './hosts.ts';
import { denied } from './origins.ts';
import { SECURITY_HEADERS, STRICT_TRANSPORT_SECURITY } from './security-headers.ts';

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
export const addHostCheck = (
  http: FastifyInstance,
  {
    allowedHosts,
    listensOn,
    certificates,
  }: { allowedHosts: AllowedHosts; listensOn: string; certificates?: object | undefined },
): void => {
  const refusalOf = createHostCheck(allowedHosts, listensOn);
  addCheck(http, (request, reply) => {
    reply.header('x-amzn-requestid', request.id);
    reply.headers(SECURITY_HEADERS);
    const { raw } = request;
    if (certificates && !isLoopbackName(hostNameOf(raw.headers.host ?? '') ?? '')) {
      reply.header(...STRICT_TRANSPORT_SECURITY);
    }
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
