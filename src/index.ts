import { destination, type Level, pino } from 'pino';
import { trustingAuthenticator } from './access/authenticator.ts';
import { type Clock, systemClock } from './model/clock.ts';
import { type Ids, randomIds } from './model/identifiers.ts';
import { runServer } from './server/cosell.ts';
import { seedDemo } from './server/demo-data.ts';

/** An account that has a name of its own, and keys for `auth: 'strict'`. */
export interface AccountOption {
  /** 12 digits, or `aws`. */
  id: string;
  companyName: string;
  websiteUrl?: string;
  credentials?: readonly { accessKeyId: string; secretAccessKey: string }[];
}

/** Options of `startCosell`; each has a default. */
export interface CosellOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Port to listen on; 0 picks a free one. Default 0. */
  port?: number;
  /** Folder for the data, or `memory`: gone when the server closes. Default `memory`. */
  data?: string;
  /** AWS region in ARNs and events. Default `us-east-1`. */
  region?: string;
  /** Accounts with a name of their own; any other account exists too, with a name made from its id. */
  accounts?: readonly AccountOption[];
  /**
   * `off`: the access key id is the account, signatures are not checked. `strict`: signatures are checked with the keys
   * of `accounts`. Default `off` on a loopback address, else `strict`.
   */
  auth?: 'off' | 'strict' | undefined;
  /** Origins of web pages that may call, beside those of this machine. Default none. */
  corsOrigins?: readonly string[];
  /** Whether to begin with named accounts and a pending AWS referral. Default false. */
  demo?: boolean;
  /** What to log, as JSON lines on standard error: `silent`, `error`, `info` (refusals), `debug` (every request). Default `silent`. */
  logLevel?: Level | 'silent';
  /** Where the time comes from. Default the machine's. */
  clock?: Clock;
  /** Where identifiers come from. Default random ones. */
  ids?: Ids;
}

/** A running cosell server. */
export interface Cosell {
  /** What clients take as their endpoint, e.g. `http://127.0.0.1:4747`. */
  readonly endpoint: string;
  /** Finishes what is in hand and closes. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a cosell server in this process.
 *
 * @example
 * const cosell = await startCosell();
 * const client = new PartnerCentralSellingClient({ endpoint: cosell.endpoint, region: 'us-east-1', … });
 * await cosell.close();
 */
export const startCosell = async (options: CosellOptions = {}): Promise<Cosell> => {
  const {
    host = '127.0.0.1',
    port = 0,
    data = 'memory',
    region = 'us-east-1',
    logLevel = 'silent',
  } = options;
  const server = await runServer({
    host,
    port,
    region,
    location: data === 'memory' ? 'memory' : { folder: data },
    clock: options.clock ?? systemClock,
    ids: options.ids ?? randomIds,
    log: pino({ level: logLevel, base: null }, destination(2)),
    authenticator: trustingAuthenticator,
    corsOrigins: options.corsOrigins ?? [],
    accounts: (options.accounts ?? []).map(({ id, companyName, websiteUrl = '' }) => ({
      account_id: id,
      company_name: companyName,
      website_url: websiteUrl,
    })),
  });
  if (options.demo) await seedDemo(server.endpoint, region);
  return server;
};
