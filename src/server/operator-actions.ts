import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { once } from '../kit/flow/once.ts';
import { MethodNotAllowedException } from '../kit/service/errors.ts';
import { parseBody } from '../kit/shape/json.ts';
import type { Operator } from '../operator/action.ts';
import { FOR_ACCOUNTS } from './signer.ts';
import { originForm } from './transport/request-target.ts';

const STATE_PATH = '/_cosell/state';
/** A client that reads nothing of a stream for so long is gone. */
const STALLED_MS = 60_000;

/**
 * Adds the routes of the operator's actions. The first request for one loads the actions and their libraries.
 */
export const addActionRoutes = (http: FastifyInstance, operatorOf: () => Operator): void => {
  const actions = once(() => import('./operator-router.ts'));
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { route } = await actions();
    const body = bodyOf(request.body);
    const url = originForm(request.url);
    const { method, operator, signer } = request;
    const scope = operator?.scope ?? 'read';
    const outcome = await route({ method, url, body, parse: parseBody, scope, signer }, operatorOf);
    if (outcome === undefined) return reply.callNotFound();
    if ('allow' in outcome) {
      reply.header('allow', outcome.allow.join(', '));
      throw MethodNotAllowedException(
        `This path takes ${outcome.allow.join(' and ')}, not ${request.method}.`,
      );
    }
    if ('pieces' in outcome) {
      const stream = await streamOf(outcome.pieces);
      reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
      return reply.type('application/json; charset=utf-8').send(stream);
    }
    return outcome.answer;
  };
  http.get('/_cosell/openapi.json', FOR_ACCOUNTS, async () => (await actions()).openApi());
  http.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/_cosell/*',
    ...FOR_ACCOUNTS,
    handler: answer,
  });
  http.put(STATE_PATH, { config: { readsBodyItself: true } }, async (request, reply) => {
    try {
      return await answer(request, reply);
    } finally {
      // What a refused import has not read is dropped: nothing after it on its connection would be answered.
      if (request.body instanceof Readable) request.body.resume();
    }
  });
};

/** What a body reader left: the whole body, or the stream of a route that reads its body itself. */
const bodyOf = (body: unknown): Buffer | AsyncIterable<Uint8Array> => {
  if (Buffer.isBuffer(body)) return body;
  // A handler that stops reading must not close the connection: the client would not get the response.
  return body instanceof Readable ? body.iterator({ destroyOnReturn: false }) : Buffer.alloc(0);
};

/**
 * Makes a stream of pieces. Awaits the first one, so that an error before it is still a response of its own. If the client goes
 * away, the generator ends, and with it what it holds.
 */
const streamOf = async (pieces: AsyncGenerator<string, void, undefined>): Promise<Readable> => {
  const first = await pieces.next();
  const stream = new Readable({
    // Texts stay texts: a buffer of each would be garbage too, beside V8's heap, which makes it collect all of that sooner.
    encoding: 'utf8',
    read: () => {
      pieces.next().then(
        ({ done, value }) => stream.push(done ? null : value),
        (error) => stream.destroy(error),
      );
    },
    destroy: (error, done) => {
      pieces.return().then(
        () => done(error),
        (failed) => done(error ?? failed),
      );
    },
  });
  stream.push(first.done ? null : first.value);
  return stream;
};
