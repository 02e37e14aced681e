import type { BodyLimits } from './body-budget.ts';
import { type ConnectionLimits, connectionLimits } from './connection-limits.ts';
import type { StreamLimits } from './stream-limits.ts';

/** What clients may use at once, before requests are refused with 503. Each has a default. */
export interface LimitOptions {
  /** Open connections. Default 10,000, and never more than 80 % of the descriptors that the process may open. */
  connections?: number | undefined;
  /** Open connections of one address, except a loopback address and trusted proxies. Default half of `connections`. */
  connectionsPerAddress?: number | undefined;
  /** Bytes of request bodies in memory. One address may use a quarter. Default 67,108,864, and a quarter of it more for callers that are not known yet. */
  bodyBytes?: number | undefined;
  /** Live streams of events. One address may use half. Default 1,000. */
  eventStreams?: number | undefined;
}

export interface TransportLimits {
  connections: ConnectionLimits;
  bodies: BodyLimits;
  streams: StreamLimits;
}

const DEFAULT_BODY_BYTES = 67_108_864;
/** The share of one address has to have room for the largest body. */
const LEAST_BODY_BYTES = 4_194_304;
const DEFAULT_EVENT_STREAMS = 1_000;

/** Validates the limits. Throws an Error that says what is wrong. */
export const transportLimits = ({
  connections,
  connectionsPerAddress,
  bodyBytes = DEFAULT_BODY_BYTES,
  eventStreams = DEFAULT_EVENT_STREAMS,
}: LimitOptions = {}): TransportLimits => {
  check('connections', connections, 1);
  check('connectionsPerAddress', connectionsPerAddress, 1);
  check('bodyBytes', bodyBytes, LEAST_BODY_BYTES);
  check('eventStreams', eventStreams, 0);
  return {
    connections: connectionLimits({ most: connections, perAddress: connectionsPerAddress }),
    bodies: { totalBytes: bodyBytes, perAddressBytes: Math.floor(bodyBytes / 4) },
    streams: { total: eventStreams, perAddress: Math.ceil(eventStreams / 2) },
  };
};

const check = (name: string, value: number | undefined, least: number): void => {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw new Error(`The limit ${name} has to be a whole number of at least ${least}.`);
};
