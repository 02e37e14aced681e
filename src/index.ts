import { destination, type Level, pino } from 'pino';
import { DEFAULT_ACCOUNT, trustingAuthenticator } from './access/authenticator.ts';
import { chooseAuthenticator, isLoopback } from './access/choose-authenticator.ts';
import { readFunctions } from './events/delivery/read-functions.ts';
import { readWebhooks } from './events/delivery/read-webhooks.ts';
import type { Functions } from './events/delivery/targets/reach.ts';
import type { Webhook } from './events/delivery/targets/webhook.ts';
import { type Clock, systemClock } from './kit/flow/clock.ts';
import { type Ids, randomIds } from './model/identifiers.ts';
import { DEFAULT_TASK_WAIT, LONGEST_TASK_WAIT } from './model/task-wait.ts';
import { normalAccount } from './rules/accounts.ts';
import type { Person } from './rules/opportunities/team.ts';
import { readQuirks } from './rules/read-quirks.ts';
import { runServer } from './server/cosell.ts';
import { DEMO_PARTNER, seedDemo } from './server/demo-data.ts';
import type { Handle } from './server/handle/index.ts';
import type { Seed } from './server/seed.ts';
import { signingNames } from './server/services.ts';
import type { StoreLocation } from './store/index.ts';
import type { Solutions } from './store/tables/solutions.ts';

/** An account that has a name of its own, and keys for `auth: 'strict'`. */
export interface AccountOption {
  /** 12 digits, or `aws` in any case. */
  id: string;
  companyName: string;
  websiteUrl?: string;
  /** Its alliance lead, who is the `OpportunityOwner` in the team of every opportunity. Default somebody made up. */
  opportunityOwner?: Person;
  credentials?: readonly { accessKeyId: string; secretAccessKey: string }[];
  /** The solutions that it can associate with opportunities. In the sandbox every partner has `S-1234567` besides, see `sandboxSolution`. */
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
  /** Connections for requests and jobs, of each server; its queue opens four more, and one tells it what the operator sets. Default 10. */
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
  /**
   * What callers of the routes under `/_cosell/` have to bring, as `Authorization: Bearer <token>`. Default none: the
   * routes are open where the server trusts its machine (`auth: 'off'` on a loopback address), and closed elsewhere.
   */
  operatorToken?: string | undefined;
  /**
   * Milliseconds that the operations that start tasks wait for the end of theirs before they answer IN_PROGRESS, up to
   * 600,000; 0 answers at once. Default 5,000.
   */
  taskWait?: number | undefined;
  /**
   * Behaviours of AWS's sandbox that are seldom reported, each by its name; `late-reads=10s` with a duration. Default none; see
   * `src/model/quirks.ts`. What the operator sets comes before.
   */
  quirks?: readonly string[] | undefined;
  /** Whether every partner has the solution `S-1234567` in the sandbox; a new partner of AWS's has none. Default true. */
  sandboxSolution?: boolean | undefined;
  /** What to begin with where there is nothing yet: an exported state, or a list of actions. Default nothing. */
  seed?: Seed | undefined;
  /** Whether to begin with named accounts and a pending AWS referral. Default false. */
  demo?: boolean;
  /** Where events are sent, each call signed after Standard Webhooks; without rules of EventBridge. Default none. */
  webhooks?: readonly Webhook[] | undefined;
  /**
   * Whether API destinations and webhooks may be at loopback, private and link-local addresses. Default true where the
   * server itself listens on a loopback address, else false.
   */
  allowPrivateTargets?: boolean | undefined;
  /**
   * Where targets are that are Lambda functions, log groups, SNS topics, SQS queues, Firehose streams and event buses, e.g.
   * `http://127.0.0.1:4566`; `aws` for AWS itself, with the credentials of this process. Default: nowhere, what is for
   * them is passed over (`targets.list` says so).
   */
  targetEndpoint?: string | undefined;
  /**
   * The URLs of Lambda functions, by name or ARN, that are served as the emulator of Lambda's runtime or SAM serve them:
   * `{ 'my-function': 'http://127.0.0.1:9001' }`. Default none.
   */
  functions?: Functions | undefined;
  /** What to log, as JSON lines on standard error: `silent`, `error`, `info` (refusals), `debug` (every request). Default `silent`. */
  logLevel?: Level | 'silent';
  /** Where the time comes from. Default the machine's. */
  clock?: Clock;
  /** Where identifiers come from. Default random ones. */
  ids?: Ids;
}

/** A running cosell server, and what a test can do with it: each of the operator's actions is a method. */
export interface Cosell extends Handle {
  /** What clients take as their endpoint, e.g. `http://127.0.0.1:4747`. */
  readonly endpoint: string;
  /**
   * What a client of the AWS SDK is made with to be an account, by default 111122223333. Throws an Error where
   * signatures are checked and the account has no key.
   */
  clientConfig(account?: string): ClientConfig;
  /** Finishes what is in hand and closes. Idempotent. */
  close(): Promise<void>;
  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Settings that every client of the AWS SDK takes. */
export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

export type { EventsHandle, Snapshot } from './server/handle/index.ts';
export type { Seed } from './server/seed.ts';

/**
 * Starts a cosell server in this process. Throws an Error that says what to change where an option is not valid, the port
 * is taken, or the data folder is in use.
 *
 * @example
 * const cosell = await startCosell();
 * const client = new PartnerCentralSellingClient(cosell.clientConfig('111122223333'));
 * await cosell.events.waitFor('Opportunity Created', { account: '111122223333' });
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
  const authenticator = chooseAuthenticator({
    mode: options.auth,
    host,
    credentials,
    services: signingNames,
    clock,
  });
  const isTrusting = authenticator === trustingAuthenticator;
  if (options.operatorToken === '') throw new Error('The operator token has to have at least one character.');
  const server = await runServer({
    host,
    port,
    region,
    location: locationOf(data, options),
    clock,
    ids: options.ids ?? randomIds,
    log: pino({ level: logLevel, base: null }, destination(2)),
    authenticator,
    operatorAccess: { token: options.operatorToken, open: isTrusting && isLoopback(host) },
    seed: options.seed,
    corsOrigins: options.corsOrigins ?? [],
    shutdownDelay: options.shutdownDelay ?? 0,
    taskWait: readTaskWait(options.taskWait),
    quirks: readQuirks(options.quirks ?? []),
    sandboxSolution: options.sandboxSolution,
    delivery: {
      webhooks: await readWebhooks(options.webhooks ?? []),
      allowPrivateTargets: options.allowPrivateTargets ?? isLoopback(host),
      targetEndpoint: options.targetEndpoint,
      functions: readFunctions(options.functions ?? {}),
    },
    accounts: accounts.map(({ id, companyName, websiteUrl = '', opportunityOwner }) => ({
      account_id: id,
      company_name: companyName,
      website_url: websiteUrl,
      opportunity_owner: opportunityOwner ? JSON.stringify(opportunityOwner) : '',
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
  return {
    ...server,
    clientConfig: (account = DEFAULT_ACCOUNT) => {
      const id = normalAccount(account);
      if (id === undefined) throw new Error(`The account ${account} is neither 12 digits nor aws.`);
      const key = credentials.find((known) => known.account === id);
      if (!key && !isTrusting)
        throw new Error(`Signatures are checked, and ${id} has no key among accounts.`);
      const { accessKeyId, secretAccessKey } =
        key && !isTrusting ? key : { accessKeyId: id, secretAccessKey: 'any' };
      return { endpoint: server.endpoint, region, credentials: { accessKeyId, secretAccessKey } };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
};

const readTaskWait = (milliseconds = DEFAULT_TASK_WAIT): number => {
  if (milliseconds >= 0 && milliseconds <= LONGEST_TASK_WAIT) return milliseconds;
  throw new Error(
    `The task wait ${milliseconds} is not a number of milliseconds from 0 to ${LONGEST_TASK_WAIT}.`,
  );
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
