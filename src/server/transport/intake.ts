import type { FastifyInstance } from 'fastify';
import { createPace } from '../../kit/flow/pace.ts';

/** Runs a function at once, or in a later turn. */
export type TakeIn = (next: () => void) => void;

/**
 * Has requests wait for a later turn of the event loop if many arrive in one, before their bodies are read: Node hands over in one turn
 * whatever a thousand connections have sent. Nobody is known yet: first come, first served. Returns the same for requests that do not go
 * through the hooks.
 */
export const addIntake = (http: FastifyInstance): TakeIn => {
  const pace = createPace();
  const takeIn: TakeIn = (next) => {
    const turn = pace.begin(undefined);
    if (turn) void turn.then(next);
    else next();
  };
  http.addHook('onRequest', (_request, _reply, done) => takeIn(done));
  return takeIn;
};
