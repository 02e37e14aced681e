import http from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { SecureContext } from 'node:tls';

/** Connections that are kept for later requests, apart by pool: requests of different pools never share one. */
export interface Pools {
  readonly http: http.Agent;
  readonly https: https.Agent;
  close(): void;
}

/** Options of a request that chooses its pool. */
export interface PooledOptions extends https.RequestOptions {
  /** Names the pool, such as an account. */
  pool: string;
}

/** Milliseconds after which an unused connection ends. */
const IDLE_MS = 5_000;
/** The most unused connections, of all pools together: beyond it a connection ends with its request. */
const MOST_IDLE = 256;

/**
 * Makes the pools. Their cost goes with the open connections, not with the pools: an agent forgets a pool without one. TLS
 * sessions are kept apart too.
 */
export const createPools = (
  lookup: LookupFunction | undefined,
  secureContext: SecureContext | undefined,
): Pools => {
  const options = { keepAlive: true, timeout: IDLE_MS, ...(lookup && { lookup }) };
  const pools = {
    http: new http.Agent(options),
    https: new https.Agent({ ...options, ...(secureContext && { secureContext }) }),
  };
  const countIdle = (): number =>
    [pools.http, pools.https].reduce(
      (sum, { freeSockets }) =>
        sum + Object.values(freeSockets).reduce((count, sockets = []) => count + sockets.length, 0),
      0,
    );
  for (const agent of [pools.http, pools.https]) separate(agent, countIdle);
  return {
    ...pools,
    close: () => {
      pools.http.destroy();
      pools.https.destroy();
    },
  };
};

/** Puts the pool into the names by which an agent finds a connection, and limits what it keeps. */
const separate = (agent: http.Agent, countIdle: () => number): void => {
  const nameOf = agent.getName.bind(agent);
  agent.getName = (options) =>
    `${(options as Partial<PooledOptions> | undefined)?.pool ?? ''}:${nameOf(options)}`;
  const keep = agent.keepSocketAlive.bind(agent);
  agent.keepSocketAlive = (socket: Socket) => countIdle() < MOST_IDLE && keep(socket);
};
