import type { FastifyInstance } from 'fastify';
import { createPace } from '../../kit/flow/pace.ts';

/**
 * Has requests wait for a later turn of the event loop if many arrive in one, before their bodies are read: Node hands over in one turn
 * whatever a thousand connections have sent. Nobody is known yet: first come, first served.
 */
export const addIntake = (http: FastifyInstance): void => {
  const pace = createPace();
  http.addHook('onRequest', (_request, _reply, done) => {
    const turn = pace.begin(undefined);
    if (turn) void turn.then(() => done());
    else done();
  });
};
