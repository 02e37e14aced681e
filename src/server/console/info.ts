import type { FastifyInstance } from 'fastify';
import { DEFAULT_ACCOUNT } from '../../access/authenticator.ts';
import type { Journal } from '../../operator/journal.ts';
import type { OperatorAccess } from '../operator-access.ts';
import { version } from '../package.ts';
import { CONSOLE_INFO } from '../transport/host-check.ts';

export interface InfoOptions {
  region: string;
  /** Whether signatures are checked. */
  isStrict: boolean;
  operatorAccess: OperatorAccess;
  /** Absent if no calls are kept. */
  journal: Pick<Journal, 'capacity' | 'bodies'> | undefined;
}

/** Adds the route that tells the console, before anybody signed in, how to. It says nothing of accounts, keys and tokens. */
export const addConsoleInfo = (
  http: FastifyInstance,
  { region, isStrict, operatorAccess: { token, open }, journal }: InfoOptions,
): void => {
  const info = {
    version,
    auth: isStrict ? 'strict' : 'off',
    // Closed but for tokens that `cosell tokens create` made: whether there are any is not told.
    operator: token !== undefined ? 'token' : open ? 'open' : 'closed',
    region,
    ...(!isStrict && { defaultAccount: DEFAULT_ACCOUNT }),
  };
  http.get(CONSOLE_INFO, async (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    return { ...info, journal: { limit: journal?.capacity ?? 0, bodies: journal?.bodies().kept ?? false } };
  });
};
