import { type Command, InvalidArgumentError, Option } from 'commander';
import { readNetworks } from '../kit/http/networks.ts';
import type { CosellOptions } from '../server/options.ts';
import { readAllowedHosts } from '../server/transport/hosts.ts';
import { originsOf } from './flags.ts';

/** The flags of `cosell serve` that say who may connect, and how much of the server they may use. */
export interface TransportFlags {
  corsOrigin: string[];
  allowedHost: string[];
  trustedProxy: string[];
  tlsCert?: string;
  tlsKey?: string;
  tlsClientCa?: string;
  maxConnections?: number;
  maxConnectionsPerAddress?: number;
  maxBodyMemory?: number;
  maxEventStreams?: number;
}

const BYTES_PER_MIB = 1_048_576;

/** Adds the flags. */
export const addTransportFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--tls-cert <file>',
        'certificate in PEM, to serve HTTPS instead of HTTP; read again when it changes, and on SIGHUP',
      ).env('COSELL_TLS_CERT'),
    )
    .addOption(new Option('--tls-key <file>', 'private key of the certificate, in PEM').env('COSELL_TLS_KEY'))
    .addOption(
      new Option(
        '--tls-client-ca <file>',
        'authorities in PEM: only clients with a certificate of one of them can connect',
      ).env('COSELL_TLS_CLIENT_CA'),
    )
    .addOption(
      new Option(
        '--cors-origin <origin...>',
        'web pages that may call the API, besides those of this machine',
      )
        .default([])
        .argParser(originsOf)
        .env('COSELL_CORS_ORIGIN'),
    )
    .addOption(
      new Option(
        '--allowed-host <name...>',
        'names by which the server may be called, besides localhost and its own addresses; "*" is any, which with --auth off lets every web page call it',
      )
        .default([], 'none with --auth off, else any')
        .argParser(textsOf(readAllowedHosts))
        .env('COSELL_ALLOWED_HOST'),
    )
    .addOption(
      new Option(
        '--trusted-proxy <network...>',
        'addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed',
      )
        .default([], 'none')
        .argParser(textsOf(readNetworks))
        .env('COSELL_TRUSTED_PROXY'),
    )
    .addOption(
      new Option(
        '--max-connections <number>',
        'open connections (default: 10000, at most 80 % of the descriptors that the process may open)',
      )
        .argParser(countOf(1))
        .env('COSELL_MAX_CONNECTIONS'),
    )
    .addOption(
      new Option(
        '--max-connections-per-address <number>',
        'open connections of one address, except loopback and trusted proxies (default: half of all)',
      )
        .argParser(countOf(1))
        .env('COSELL_MAX_CONNECTIONS_PER_ADDRESS'),
    )
    .addOption(
      new Option(
        '--max-body-memory <mebibytes>',
        'memory for request bodies, of which one address may use a quarter (default: 64)',
      )
        .argParser(countOf(4))
        .env('COSELL_MAX_BODY_MEMORY'),
    )
    .addOption(
      new Option(
        '--max-event-streams <number>',
        'live streams of events, of which one address may use half (default: 1000)',
      )
        .argParser(countOf(0))
        .env('COSELL_MAX_EVENT_STREAMS'),
    );

/** Returns the options of `startCosell` for the flags. */
export const transportOptions = (flags: TransportFlags): Partial<CosellOptions> => ({
  corsOrigins: flags.corsOrigin,
  allowedHosts: flags.allowedHost,
  trustedProxies: flags.trustedProxy,
  tls: tlsOf(flags),
  limits: {
    connections: flags.maxConnections,
    connectionsPerAddress: flags.maxConnectionsPerAddress,
    bodyBytes: flags.maxBodyMemory === undefined ? undefined : flags.maxBodyMemory * BYTES_PER_MIB,
    eventStreams: flags.maxEventStreams,
  },
});

const tlsOf = ({ tlsCert, tlsKey, tlsClientCa }: TransportFlags): CosellOptions['tls'] => {
  if (tlsCert !== undefined && tlsKey !== undefined) {
    return { certFile: tlsCert, keyFile: tlsKey, clientCaFile: tlsClientCa };
  }
  if (tlsCert === undefined && tlsKey === undefined && tlsClientCa === undefined) return undefined;
  throw new Error('TLS needs a certificate and its key: --tls-cert and --tls-key.');
};

/** Makes a parser of texts, separated by commas or spaces, that `check` accepts. It appends them to those before. */
const textsOf =
  (check: (texts: readonly string[]) => unknown) =>
  (text: string, before: readonly string[] = []): string[] => {
    const texts = text.split(/[\s,]+/).filter(Boolean);
    try {
      check(texts);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
    return [...before, ...texts];
  };

const countOf =
  (least: number) =>
  (text: string): number => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (count >= least) return count;
    throw new InvalidArgumentError(`It has to be a whole number of at least ${least}.`);
  };
