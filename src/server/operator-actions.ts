import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jsonPieces } from '../kit/flow/json-pieces.ts';
import { once } from '../kit/flow/once.ts';
import { MethodNotAllowedException, SerializationException } from '../kit/service/errors.ts';
import { parseBody } from '../kit/shape/json.ts';
import type { Operator } from '../operator/action.ts';
import { FOR_ACCOUNTS } from './signer.ts';
import { originForm } from './transport/request-target.ts';

/** The largest state that an import takes: the most that `cosell export` returns (operator/state). */
const STATE_LIMIT_BYTES = 268_435_456;
const STATE_PATH = '/_cosell/state';

/**
 * Adds the routes of the operator's actions. The first request for one loads the actions and their libraries.
 */
export const addActionRoutes = (http: FastifyInstance, operatorOf: () => Operator): void => {
  const actions = once(() => import('./operator-router.ts'));
  const answerWith =
    (parse: (body: Buffer) => unknown) => async (request: FastifyRequest, reply: FastifyReply) => {
      const { route } = await actions();
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const url = originForm(request.url);
      const { method, operator, signer } = request;
      const scope = operator?.scope ?? 'read';
      const outcome = await route({ method, url, body, parse, scope, signer }, operatorOf);
      if (outcome === undefined) return reply.callNotFound();
      if ('allow' in outcome) {
        reply.header('allow', outcome.allow.join(', '));
        throw MethodNotAllowedException(
          `This path takes ${outcome.allow.join(' and ')}, not ${request.method}.`,
        );
      }
      if (request.method === 'GET' && originForm(request.url).split('?')[0] === STATE_PATH) {
        // Encoding hundreds of megabytes at once would hold up all other requests.
        reply.type('application/json; charset=utf-8');
        return reply.send(Readable.from(jsonPieces(outcome.answer)));
      }
      return outcome.answer;
    };
  http.get('/_cosell/openapi.json', FOR_ACCOUNTS, async () => (await actions()).openApi());
  http.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/_cosell/*',
    ...FOR_ACCOUNTS,
    handler: answerWith(parseBody),
  });
  http.put(STATE_PATH, { bodyLimit: STATE_LIMIT_BYTES }, answerWith(parseState));
};

/** Parses a state without the limits of other bodies, because it is larger and has longer lists. */
const parseState = (body: Buffer): unknown => {
  try {
    if (isUtf8(body)) return JSON.parse(body.toString('utf8'));
  } catch {
    // Refused below, because the parser's own message quotes the body.
  }
  throw SerializationException(
    'The request body is not valid JSON in UTF-8. Send what `cosell export` gave.',
  );
};
