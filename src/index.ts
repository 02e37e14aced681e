import { destination, type Level, pino } from 'pino';
import { chooseAuthenticator } from './access/choose-authenticator.ts';
import { type Clock, systemClock } from './model/clock.ts';
import { type Ids, randomIds } from './model/identifiers.ts';
import { normalAccount } from './rules/accounts.ts';
import { runServer } from './server/cosell.ts';
import { DEMO_PARTNER, seedDemo } from './server/demo-data.ts';
import type { StoreLocation } from './store/index.ts';
import type { Solutions } from './store/tables.ts';

/** An account that has a name of its own, and keys for `auth: 'strict'`. */
export interface AccountOption {
  /** 12 digits, or `aws` in any case. */
  id: string;
  companyName: string;
  websiteUrl?: string;
  credentials?: readonly { accessKeyId: string; secretAccessKey: string }[];
  /** The solutions that it can associate with opportunities. In the sandbox every partner has `S-1234567` besides. */
  solutions?: readonly SolutionOption[];
}

/** A solution of a partner. */
export interface SolutionOption {
  /** `S-` and up to 19 digits. */
  id: string;
  name: string;
  /** Default `Software Product`. */
  category?: string;
  /** Default `AWS`. */
  catalog?: 'AWS' | 'Sandbox';
}

/** Options of `startCosell`; each has a default. */
export interface CosellOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Port to listen on; 0 picks a free one. Default 0. */
  port?: number;
  /** Folder for the data, or `memory`: gone when the server closes. Default `memory`. */
  data?: string;
  /**
   * A PostgreSQL database instead of a folder, `postgres://user:password@host:port/database`: for servers that share
   * their data behind a load balancer. Given, `data` does not count.
   */
  databaseUrl?: string | undefined;
  /** Connections for requests and jobs, of each server; its queue opens four more. Default 10. */
  databasePoolSize?: number | undefined;
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
  /**
   * Milliseconds to go on serving after `close` was called, while `/_cosell/ready` answers 503, so that load balancers
   * look elsewhere before the port closes. Default 0.
   */
  shutdownDelay?: number;
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
 * Starts a cosell server in this process. Throws an Error that says what to change where an option is not valid, the port
 * is taken, or the data folder is in use.
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
  if (!/^[a-z0-9-]{1,32}$/.test(region)) throw new Error(`${region} is no region such as us-east-1.`);
  const clock = options.clock ?? systemClock;
  const accounts = readAccounts(options.accounts ?? []);
  const credentials = accounts.flatMap(({ id, credentials = [] }) =>
    credentials.map((key) => ({ ...key, account: id })),
  );
  const server = await runServer({
    host,
    port,
    region,
    location: locationOf(data, options),
    clock,
    ids: options.ids ?? randomIds,
    log: pino({ level: logLevel, base: null }, destination(2)),
    authenticator: chooseAuthenticator({ mode: options.auth, host, credentials, clock }),
    corsOrigins: options.corsOrigins ?? [],
    shutdownDelay: options.shutdownDelay ?? 0,
    accounts: accounts.map(({ id, companyName, websiteUrl = '' }) => ({
      account_id: id,
      company_name: companyName,
      website_url: websiteUrl,
    })),
    solutions: accounts.flatMap(({ id, solutions = [] }) =>
      solutions.map((solution) => solutionRow(id, solution)),
    ),
  });
  if (options.demo) {
    const key = credentials.find(({ account }) => account === DEMO_PARTNER);
    await seedDemo(server.endpoint, region, key).catch(async (error: Error) => {
      await server.close();
      throw new Error(`The demo's data could not be made: ${error.message}`);
    });
  }
  return server;
};

/** The accounts with their ids as they are kept. Throws where one is no account, or comes twice. */
const readAccounts = (given: readonly AccountOption[]): AccountOption[] => {
  const accounts = given.map((account) => {
    const id = normalAccount(account.id);
    if (id === undefined) throw new Error(`The account ${account.id} is neither 12 digits nor aws.`);
    return { ...account, id };
  });
  for (const { id } of accounts.flatMap(({ solutions = [] }) => solutions)) {
    if (!/^S-[0-9]{1,19}$/.test(id)) throw new Error(`The solution ${id} is not S- and up to 19 digits.`);
  }
  const twice = accounts.find(({ id }, index) => accounts.findIndex((other) => other.id === id) !== index);
  if (twice) throw new Error(`The account ${twice.id} is given twice.`);
  return accounts;
};

const solutionRow = (account: string, solution: SolutionOption): Omit<Solutions, 'created_at'> => ({
  catalog: solution.catalog ?? 'AWS',
  account_id: account,
  id: solution.id,
  name: solution.name,
  status: 'Active',
  category: solution.category ?? 'Software Product',
  marketplace_solution_arn: '',
});

const locationOf = (data: string, { databaseUrl, databasePoolSize }: CosellOptions): StoreLocation => {
  if (databaseUrl !== undefined) return { databaseUrl, poolSize: databasePoolSize };
  return data === 'memory' ? 'memory' : { folder: data };
};
