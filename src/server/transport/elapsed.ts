import type { FastifyInstance } from 'fastify';
import { performance } from '../../kit/flow/real-time.ts';
import type { Arrived } from './arrived.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** When its head was read, by `performance.now()`; 0 if it is refused for its head. */
    readAt: number;
  }
}

/** Notes when each request begins. Fastify itself does that only for its own logger. */
export const addTiming = (http: FastifyInstance): void => {
  http.decorateRequest('readAt', 0);
  http.addHook('onRequest', (request, _reply, done) => {
    request.readAt = performance.now();
    done();
  });
};

/** Returns when the head of a request was read, by `performance.now()`. */
export const beganAt = ({ readAt }: Arrived): number => readAt || performance.now();

/** Returns the milliseconds since the head of a request was read; 0 if it is refused for its head. */
export const elapsedOf = ({ readAt }: Arrived): number => (readAt ? performance.now() - readAt : 0);
