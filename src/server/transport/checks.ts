import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Adds what every request has to pass before its route runs. What `check` throws refuses the request, once the bytes are read that
 * came with its head: if these are no HTTP, the client gets one response and not two. A request that passes goes on at once, because
 * a hook that returns a promise costs each request another round of the microtask queue.
 */
export const addCheck = (
  http: FastifyInstance,
  check: (request: FastifyRequest, reply: FastifyReply) => void,
): void => {
  http.addHook('onRequest', (request, reply, done) => {
    try {
      check(request, reply);
    } catch (error) {
      queueMicrotask(() => done(error as Error));
      return;
    }
    done();
  });
};
