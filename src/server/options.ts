import type { Level } from 'pino';
import type { Functions } from '../events/delivery/targets/reach.ts';
import type { Webhook } from '../events/delivery/targets/webhook.ts';
import type { Clock } from '../kit/flow/clock.ts';
import type { Ids } from '../model/identifiers.ts';
import type { AccountOption } from './account-options.ts';
import type { Seed } from './seed.ts';

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
