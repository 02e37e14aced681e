import type { CreateAuthenticator } from '../access/authenticator.ts';
import type { Networks } from '../kit/http/networks.ts';
import type { AuditOptions } from './audit/audit-log.ts';
import type { Respond } from './console/respond.ts';
import type { Engine, EngineParts } from './engine.ts';
import type { Handle } from './handle/index.ts';
import type { Init } from './init/index.ts';
import type { InitParts } from './init/option.ts';
import type { JournalOptions } from './journal/journal.ts';
import type { OperatorAccess } from './operator-access.ts';
import type { Seed } from './steps.ts';
import type { AllowedHosts } from './transport/hosts.ts';
import type { TransportLimits } from './transport/limits.ts';
import type { TlsFiles } from './transport/tls.ts';

/** The configurable parts of a server. */
export interface Parts extends EngineParts {
  host: string;
  port: number;
  authenticator: CreateAuthenticator;
  /** Why signatures are checked, for a message; undefined if they are not. */
  strictBecause?: string | undefined;
  corsOrigins: readonly string[];
  /** Where traces are sent. Default nowhere. */
  traces?: string | undefined;
  /** How long a call takes before the log says where its time went, in milliseconds. Default: it never does. */
  slowCallMs?: number;
  /** Where requests are recorded. Default nowhere. */
  audit?: AuditOptions | undefined;
  /** What is kept of calls in memory. Default nothing. */
  journal?: Pick<JournalOptions, 'capacity' | 'keepsBodies' | 'isTrusting'> | undefined;
  /** By which names the server may be called. Default only loopback names and its own addresses. */
  allowedHosts?: AllowedHosts;
  /** Proxies that may tell where a request comes from. Default none. */
  trustedProxies?: Networks;
  /** Serves HTTPS with these files, instead of HTTP. */
  tls?: TlsFiles | undefined;
  /** What clients may use at once. */
  limits?: TransportLimits;
  /** What an empty store is seeded with. Default nothing. */
  seed?: Seed | undefined;
  /** What runs when the store is new. Default nothing. */
  init?: InitParts | undefined;
  /** Who may use the operator's routes. Default anyone on this machine. */
  operatorAccess?: OperatorAccess;
  /** Responds with the console. Default: it is not served. */
  console?: Respond | undefined;
  /** How long `close` goes on serving, not ready any more, in milliseconds. Default 0. */
  shutdownDelay?: number;
}

/** A running server. */
export interface RunningServer extends Handle {
  /** Where it listens, e.g. `http://127.0.0.1:4747`. */
  endpoint: string;
  /** Replaces what the server was started with: see `Engine`. */
  reconfigure: Engine['reconfigure'];
  /** The hooks of a store that may be new, which the caller runs; absent if there are none to run. */
  init: Init | undefined;
  /** The certificate with which it began to serve HTTPS, in PEM; undefined if it serves HTTP. */
  certificate: string | undefined;
  /** Reads the files of the certificates again, if there are any. Never rejects: what cannot be used is logged. */
  reloadCertificates(): Promise<void>;
  /** Finishes the requests and jobs in progress, then closes the store. Idempotent. */
  close(): Promise<void>;
  /** Opens the audit log by its name again, after it was renamed. No effect without one. */
  reopenAuditLog(): void;
  /** Lets the process end while the server runs, as `unref` of Node's servers does. Idempotent. */
  unref(): void;
}
