import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What every request has to pass before its route runs. */
export interface Check {
  /**
   * Whether a request passes, at little cost and without an effect: a call that passes every check takes the short way
   * (plain-calls.ts). May say no where `check` decides otherwise, such as by the route.
   */
  passes(request: IncomingMessage, response: ServerResponse): boolean;
  /** Throws what refuses a request. */
  check(request: FastifyRequest, reply: FastifyReply): void;
}

const checks = new WeakMap<FastifyInstance, Check['passes'][]>();

const checksOf = (http: FastifyInstance): Check['passes'][] => {
  const known = checks.get(http) ?? [];
  checks.set(http, known);
  return known;
};

/** Returns the question whether a request passes all checks, also those that are added later. */
export const passesAll = (http: FastifyInstance): Check['passes'] => {
  const all = checksOf(http);
  return (request, response) => {
    for (const passes of all) if (!passes(request, response)) return false;
    return true;
  };
};

/**
 * Adds a check. What it throws refuses the request, once the bytes are read that came with its head: if these are no HTTP, the client gets
 * one response and not two. A request that passes goes on at once, because a hook that returns a promise costs each request another
 * round of the microtask queue.
 */
export const addCheck = (http: FastifyInstance, { passes, check }: Check): void => {
  checksOf(http).push(passes);
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
