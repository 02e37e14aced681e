import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Authenticator, SignedRequest } from '../access/authenticator.ts';
import { RequestEntityTooLargeException, SerializationException, ServiceError } from '../model/errors.ts';
import type { Ids } from '../model/identifiers.ts';
import { type Answer, type AwsJsonOptions, createAwsJson, errorAnswer } from '../protocol/aws-json.ts';
import { answerSts, isStsRequest } from '../protocol/sts.ts';

/** The largest request body in bytes. */
const BODY_LIMIT = 1_048_576;

export interface HttpOptions extends AwsJsonOptions {
  ids: Ids;
  log: Logger;
  /** Further origins whose web pages may call, beside those of this machine. */
  corsOrigins: readonly string[];
}

/** The HTTP server: the API on every path, for `POST`. Other routes are added by whoever wires the server. */
export const createHttp = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { ids, log, corsOrigins, authenticator } = options;
  const awsJson = createAwsJson(options);
  const http = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: () => ids.uuid(),
    forceCloseConnections: 'idle',
  });
  await http.register(cors, {
    origin: (origin, allow) => allow(null, !origin || isLoopback(origin) || corsOrigins.includes(origin)),
    exposedHeaders: ['x-amzn-requestid', 'x-amzn-errortype', 'date'],
    maxAge: 86_400,
  });
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  http.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    send(reply, errorAnswer(asServiceError(error), request.id), request, log);
  });
  http.setNotFoundHandler((request, reply) => {
    const message = `There is nothing at ${request.method} here. The API takes POST; the operator's part is under /_cosell/.`;
    const error = new ServiceError('NotFoundException', 404, message);
    send(reply, errorAnswer(error, request.id), request, log);
  });
  http.post('/*', async (request, reply) => {
    const signed = signedRequest(request);
    const answer = isStsRequest(request.headers['content-type'])
      ? await sts(authenticator, signed, request.id)
      : await awsJson(signed, request.id);
    return send(reply, answer, request, log);
  });
  return http;
};

const signedRequest = ({ method, url, headers, body }: FastifyRequest): SignedRequest => ({
  method,
  url,
  headers,
  body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
});

const sts = async (
  authenticator: Authenticator,
  request: SignedRequest,
  requestId: string,
): Promise<Answer> => {
  try {
    return answerSts(request.body, await authenticator.identify(request), requestId);
  } catch (error) {
    return errorAnswer(error, requestId);
  }
};

const send = (reply: FastifyReply, answer: Answer, request: FastifyRequest, log: Logger): FastifyReply => {
  logAnswer(log, request, answer, reply.elapsedTime);
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
};

const logAnswer = (log: Logger, request: FastifyRequest, answer: Answer, milliseconds: number): void => {
  const { status, operation, account, error } = answer;
  const line = { requestId: request.id, operation, account, status, milliseconds: Math.round(milliseconds) };
  if (status >= 500) log.error({ ...line, err: error }, 'request failed');
  else if (status >= 400) log.info({ ...line, error: (error as Error | undefined)?.name }, 'request refused');
  else log.debug(line, 'request answered');
};

/** What Fastify finds wrong before a route runs, in the words of the API. */
const asServiceError = (error: Error & { code?: string; statusCode?: number }): unknown => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return RequestEntityTooLargeException(`The request body has more than ${BODY_LIMIT} bytes.`);
  }
  const isClients = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return isClients ? SerializationException('The request is not readable as HTTP.') : error;
};

const isLoopback = (origin: string): boolean => {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]' || host.endsWith('.localhost');
};
