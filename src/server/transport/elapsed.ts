import type { FastifyInstance, FastifyRequest } from 'fastify';
import { performance } from '../../kit/flow/real-time.ts';

const STARTED = Symbol('started');

interface Timed extends FastifyRequest {
  [STARTED]: number;
}

/** Notes when each request begins. Fastify itself does that only for its own logger. */
export const addTiming = (http: FastifyInstance): void => {
  http.decorateRequest(STARTED, 0);
  http.addHook('onRequest', (request, _reply, done) => {
    (request as Timed)[STARTED] = performance.now();
    done();
  });
};

/** Returns when the head of a request was read, by `performance.now()`. */
export const beganAt = (request: FastifyRequest): number => (request as Timed)[STARTED] || performance.now();

/** Returns the milliseconds since the head of a request was read; 0 if it is refused for its head. */
export const elapsedOf = (request: FastifyRequest): number => {
  const started = (request as Timed)[STARTED];
  return started ? performance.now() - started : 0;
};
