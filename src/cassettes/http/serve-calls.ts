import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clearTimeout, setTimeout } from '../../kit/flow/real-time.ts';
import {
  MissingAuthenticationTokenException,
  NotFoundException,
  RequestEntityTooLargeException,
  ServiceError,
} from '../../kit/service/errors.ts';
import { isOperationName } from '../../model/contract.ts';
import { AccessDeniedException } from '../../model/errors.ts';
import { randomIds } from '../../model/identifiers.ts';
import { partnerCentral } from '../../operations/service.ts';
import { createHostCheck } from '../../server/transport/hosts.ts';
import { isAllowedOrigin } from '../../server/transport/origins.ts';

/** A call as a program sent it. */
export interface Call {
  operation: string;
  accessKeyId: string;
  body: Buffer;
}

/** What the program gets. */
export interface Answer {
  status: number;
  exception?: string | undefined;
  body: string | Buffer;
  requestId?: string | undefined;
  retryAfter?: string | undefined;
}

/** An endpoint of the API on this machine, whose calls somebody else answers. */
export interface Endpoint {
  url: string;
  /** Finishes the calls in progress. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** As much as cosell itself takes. */
const BODY_LIMIT_BYTES = 1_048_576;
const CLOSE_MS = 5_000;
const TARGET = /^AWSPartnerCentralSelling\.(\w{1,128})$/;

/**
 * Serves calls of the API on this machine, for programs of this machine: a web page cannot call, because what it asked could be
 * signed with somebody's keys. Errors that `answer` throws are written as the API writes them. Rejects with Node's error if the
 * port cannot be had.
 */
export const serveCalls = async (
  port: number,
  answer: (call: Call) => Promise<Answer>,
): Promise<Endpoint> => {
  const refusalOf = createHostCheck([], HOST);
  const server = createServer((request, response) => {
    const refuse = (error: unknown): void => write(request, response, asAnswer(error));
    readCall(request, refusalOf(request))
      .then(answer)
      .then((given) => write(request, response, given), refuse);
  });
  server.listen(port, HOST);
  await once(server, 'listening');
  return { url: `http://${HOST}:${(server.address() as AddressInfo).port}`, close: () => close(server) };
};

const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await closed;
  clearTimeout(timer);
};

const readCall = async (request: IncomingMessage, refusal: string | undefined): Promise<Call> => {
  const { origin, authorization, 'sec-fetch-site': site } = request.headers;
  if (refusal !== undefined) throw AccessDeniedException(refusal);
  const isForeign = (origin !== undefined && !isAllowedOrigin(origin, [])) || site === 'cross-site';
  if (isForeign) throw AccessDeniedException('Web pages of other sites may not call.');
  if (request.method !== 'POST')
    throw NotFoundException('There is nothing here but the API, which takes POST.');
  const body = await readBody(request);
  const operation = operationOf(request);
  if (authorization === undefined) throw MissingAuthenticationTokenException('The request is not signed.');
  // As a server that checks no signatures: whoever signs it anew reads no more.
  const [, accessKeyId = ''] = /\bCredential=([\w-]{1,128})\//.exec(authorization) ?? [];
  return { operation, accessKeyId, body };
};

/** Also of an operation that the contract does not know yet. */
const operationOf = (request: IncomingMessage): string => {
  const { headers, url = '/' } = request;
  const [, named] = TARGET.exec(String(headers['x-amz-target'])) ?? [];
  const path = url.replace(/\?.*$/s, '');
  const head = { method: 'POST', path, query: '', headers };
  return named ?? partnerCentral.protocol.nameOf(head as never, { isOperationName }) ?? '';
};

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // What is too much is read, and dropped, so that the program gets the answer.
    if (bytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  if (bytes > BODY_LIMIT_BYTES)
    throw RequestEntityTooLargeException(`The request body has more than ${BODY_LIMIT_BYTES} bytes.`);
  return Buffer.concat(chunks);
};

const asAnswer = (error: unknown): Answer => {
  const known =
    error instanceof ServiceError
      ? error
      : new ServiceError('InternalServerException', 500, `It failed: ${(error as Error).message}`);
  const { status, code, body } = partnerCentral.protocol.writeError(known, '');
  return { status, exception: code, body };
};

const write = (request: IncomingMessage, response: ServerResponse, answer: Answer): void => {
  if (response.destroyed) return;
  const { protocol } = partnerCentral;
  const { headers } = request;
  const head = { method: 'POST', path: '/', query: '', headers };
  response.writeHead(answer.status, {
    'content-type': protocol.contentTypeOf?.(head) ?? protocol.contentType,
    'content-length': Buffer.byteLength(answer.body),
    'x-amzn-requestid': answer.requestId ?? randomIds.uuid(),
    ...(answer.exception !== undefined && { 'x-amzn-errortype': answer.exception }),
    ...(answer.retryAfter !== undefined && { 'retry-after': answer.retryAfter }),
  });
  response.end(answer.body);
};
