import type { Functions } from '../events/delivery/targets/reach.ts';
import type { Webhook } from '../events/delivery/targets/webhook.ts';
import type { Clock } from '../kit/flow/clock.ts';
import type { LogLevel } from '../kit/log/create-log.ts';
import type { Ids } from '../model/identifiers.ts';
import type { QuotaSetting } from '../rules/access/quotas.ts';
import type { RetentionSetting } from '../store/retention/settings.ts';
import type { AccountOption } from './account-options.ts';
import type { ConsoleOption } from './console/index.ts';
import type { InitOption } from './init/option.ts';
import type { PrincipalOptions } from './principal-options.ts';
import type { Seed } from './steps.ts';
import type { LimitOptions } from './transport/limits.ts';
import type { TlsFiles } from './transport/tls.ts';

/** Options of `startCosell`; each has a default. */
export interface CosellOptions extends PrincipalOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Port to listen on; 0 picks a free one. Default 0. */
  port?: number;
  /** Folder for the data, or `memory`, which is lost when the server closes. Default `memory`. */
  data?: string;
  /**
   * A PostgreSQL database instead of a folder, `postgres://user:password@host:port/database`, for servers that share
   * their data behind a load balancer. Takes precedence over `data`.
   */
  databaseUrl?: string | undefined;
  /** Size of each server's connection pool. The queue opens four more connections, and one listens for the operator's changes. Default 10. */
  databasePoolSize?: number | undefined;
  /** AWS region in ARNs and events. Default `us-east-1`. */
  region?: string;
  /** Accounts with a configured name. Any other account exists too, with a name made from its id. */
  accounts?: readonly AccountOption[];
  /**
   * `off`: the access key id is the account, signatures are not checked. `strict`: signatures are checked with the keys
   * of `accounts`. Default `off` on a loopback address, else `strict`.
   */
  auth?: 'off' | 'strict' | undefined;
  /** Origins of web pages that may call, besides those of this machine. Default none. */
  corsOrigins?: readonly string[];
  /**
   * Names and addresses by which the server may be called, besides loopback names and its own addresses; `*` for any, which
   * lets web pages call it by DNS rebinding. Default none with `auth: 'off'`, and any with `strict`, because a web page cannot
   * sign requests and has no token.
   */
  allowedHosts?: readonly string[];
  /**
   * Addresses and networks of proxies, such as `10.0.0.0/8`, whose `X-Forwarded-For` and `X-Forwarded-Proto` tell where a
   * request comes from. Default none: it comes from the other end of the connection.
   */
  trustedProxies?: readonly string[];
  /**
   * Serves HTTPS with the certificate and key of these PEM files, which are read again when they change. With `clientCaFile`
   * only clients with a certificate of its authorities can connect. Default HTTP.
   */
  tls?: TlsFiles | undefined;
  /** What clients may use at once, before requests are refused with 503. */
  limits?: LimitOptions;
  /**
   * How long to go on serving after `close` is called, in milliseconds. Meanwhile `/_cosell/ready` returns 503, so that load
   * balancers choose other servers before the port closes. Default 0.
   */
  shutdownDelay?: number;
  /**
   * The token that callers of the routes under `/_cosell/` have to send, as `Authorization: Bearer <token>`. Default none: the
   * routes are open if the server trusts its machine (`auth: 'off'` on a loopback address), and closed otherwise.
   */
  operatorToken?: string | undefined;
  /**
   * The keys that encrypt secrets in the database, 32 bytes in base64 each: the current one first, then those that it replaces.
   * Default: a data folder keeps its own in `secrets.key`; a database that servers share needs one before its first secret.
   */
  secretsKeys?: readonly string[] | undefined;
  /**
   * How long the operations that start tasks wait for their end before they return IN_PROGRESS, in milliseconds up to
   * 600,000; 0 returns at once. Default 5,000.
   */
  taskWait?: number | undefined;
  /**
   * Rarely reported behaviours of AWS's sandbox, by name; `late-reads=10s` with a duration. Default none; see
   * `src/model/quirks.ts`. What the operator sets takes precedence.
   */
  quirks?: readonly string[] | undefined;
  /**
   * How many requests each account may send: `off`, `aws` as AWS documents it, or quotas by class of operations,
   * `{ writes: { perSecond: 5, burst: 20, perDay: 10_000 } }`; what is absent is not limited. What the operator sets takes
   * precedence. Default `off`.
   */
  quotas?: QuotaSetting | undefined;
  /**
   * How long what is over is kept, by the server's clock: `off` for good, or durations by name, `{ events: '90d', tasks: 'off' }`;
   * `cosell retention` lists the names and what each is. Default 90 days for events and dead letters, 30 for client tokens, a
   * year for tasks; `off` with `data: 'memory'`.
   */
  retention?: RetentionSetting | undefined;
  /** Whether every partner has the solution `S-1234567` in the sandbox; at AWS a new partner has none. Default true. */
  sandboxSolution?: boolean | undefined;
  /** Seeds an empty store with an exported state or a list of actions. Default nothing. */
  seed?: Seed | undefined;
  /**
   * A folder with files that run in the order of their names when the store is new, once, before the server is ready: JSON with an
   * exported state or a list of actions, shell scripts, and modules that export a function (docs/guides/init-hooks.md). Default none.
   */
  init?: InitOption | undefined;
  /** Whether to start with named accounts and a pending AWS referral. Default false. */
  demo?: boolean;
  /** Receivers of events without EventBridge rules. Each call is signed according to Standard Webhooks. Default none. */
  webhooks?: readonly Webhook[] | undefined;
  /**
   * Whether API destinations and webhooks may have loopback, private and link-local addresses. Default true if the
   * server itself listens on a loopback address, otherwise false.
   */
  allowPrivateTargets?: boolean | undefined;
  /**
   * Certificates of authorities, in PEM, that HTTPS calls to targets, OAuth endpoints, webhooks and `targetEndpoint` trust
   * beside those that Node trusts. Default none.
   */
  ca?: string | undefined;
  /**
   * The endpoint of Lambda functions, log groups, SNS topics, SQS queues, Firehose streams and event buses as targets, e.g.
   * `http://127.0.0.1:4566`; `aws` for AWS itself, with the credentials of this process. Default none: their events are
   * passed over (`targets.list` shows this).
   */
  targetEndpoint?: string | undefined;
  /**
   * The URLs of Lambda functions, by name or ARN, that Lambda's runtime interface emulator or SAM serves:
   * `{ 'my-function': 'http://127.0.0.1:9001' }`. Default none.
   */
  functions?: Functions | undefined;
  /**
   * A file for the audit log: who did what, as JSON lines with CloudTrail's names; `-` for standard output. It contains no
   * member of a request but the names of its caller and resource. Default none.
   */
  auditLog?: string | undefined;
  /** Whether requests are refused while the audit log cannot be written. Default false. */
  auditLogRequired?: boolean | undefined;
  /**
   * How many of the newest calls are kept in memory, with what came back and why: `requests.list` and `requests.get` show them.
   * 0 keeps none. Default 1,000.
   */
  journal?: number | undefined;
  /**
   * Whether the journal keeps the bodies of requests and responses. Default only if signatures are not checked; an operator can
   * switch it on for a while (`requests.bodies`). Secrets are never shown.
   */
  journalBodies?: boolean | undefined;
  /**
   * How many of the newest attempts to deliver events to targets are kept in memory: `deliveries.list` shows them. 0 keeps none.
   * Default 1,000.
   */
  deliveries?: number | undefined;
  /**
   * Whether the endpoint shows the console to browsers; `{ folder }` for another build of it than this package's own. Default
   * false: programs that start a server rarely have anybody who looks. `cosell serve` shows it.
   */
  console?: ConsoleOption | undefined;
  /** What to log, on standard error: `silent`, `error`, `info` (refusals, slow calls), `debug` (every request). Default `silent`. */
  logLevel?: LogLevel;
  /** How lines of the log look: `pretty` for people or `json`. Default `pretty` if standard error is a terminal. */
  logFormat?: 'pretty' | 'json' | undefined;
  /**
   * How long a call takes, in milliseconds, before the log says where its time went; the wait for a task does not count. 0
   * logs none. Default 1,000.
   */
  slowCall?: number | undefined;
  /**
   * Where an OTLP receiver takes traces over HTTP: `http://127.0.0.1:4318/v1/traces`. The sampler, headers and the rest come from
   * OpenTelemetry's environment variables. Default: nothing is traced, and nothing loaded for it.
   */
  traces?: string | undefined;
  /** The source of time. Default the machine's clock. */
  clock?: Clock;
  /** The source of identifiers. Default random. */
  ids?: Ids;
}
