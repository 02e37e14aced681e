import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { CreateAuthenticator } from '../access/authenticator.ts';
import { createPermissions } from '../access/permissions/permissions.ts';
import { createSessions } from '../access/sessions.ts';
import { once } from '../kit/flow/once.ts';
import { sleep } from '../kit/flow/sleep.ts';
import { type Networks, readNetworks } from '../kit/http/networks.ts';
import { createPeers } from '../kit/http/peer.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { Tracing } from '../kit/trace/span.ts';
import { loadOperations } from '../operations/index.ts';
import { findAwsPolicy } from '../rules/access/managed-policies/index.ts';
import { listTags } from '../store/repositories/tags.ts';
import type { AuditLog, AuditOptions } from './audit/audit-log.ts';
import { addConsoleInfo } from './console/info.ts';
import type { Respond } from './console/respond.ts';
import { type Engine, type EngineParts, openEngine } from './engine.ts';
import { createHandle, type Handle } from './handle/index.ts';
import { createHttp } from './http.ts';
import { requireWayIn } from './iam.ts';
import type { JournalOptions, OwnJournal } from './journal/journal.ts';
import { addLiveStreams } from './live/index.ts';
import { addMcp } from './mcp.ts';
import { addMetrics } from './metrics/index.ts';
import { guardOperatorRoutes, type OperatorAccess } from './operator-access.ts';
import { addActionRoutes } from './operator-actions.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { version } from './package.ts';
import { createReadiness } from './readiness.ts';
import { plantSeed, type Seed } from './seed.ts';
import { signedRequest } from './signed-request.ts';
import { createIdentifySigner } from './signer.ts';
import type { AllowedHosts } from './transport/hosts.ts';
import { type TransportLimits, transportLimits } from './transport/limits.ts';
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

/** Opens the engine and serves it over HTTP. Throws if the store cannot be opened or the port is taken. */
export const runServer = async (given: Parts): Promise<RunningServer> => {
  const tracing = await openTraces(given);
  const parts = { ...given, tracing };
  const tls = parts.tls && (await import('./transport/tls.ts'));
  const certificates = parts.tls && (await tls?.readCertificates(parts.tls));
  const audit = await openAudit(parts);
  const [engine, operations] = await Promise.all([openEngine(parts), loadOperations()]).catch(
    async (error) => {
      await audit?.close();
      throw error;
    },
  );
  const { services, pump, callOf } = engine;
  const { store, controls, quotas, news, clock } = services;
  const journal = await openJournal(parts, {
    clock,
    reads: store.reads,
    isSecure: certificates !== undefined,
  });
  services.effects = journal?.effects;
  const operatorOf = () => ({ ...engine.operatorOf(), journal, sessions: authenticator.sessions });
  const { principals } = engine.iam;
  const { operatorAccess = { open: true } } = parts;
  if (parts.strictBecause !== undefined) {
    await requireWayIn(parts.strictBecause, operatorAccess, engine.iam, store).catch(async (error) => {
      await engine.close();
      throw error;
    });
  }
  const authenticator = parts.authenticator({
    sessionsOf: (auth) => createSessions(engine.sessionKey, clock, auth),
    principals,
  });
  const permissions = authenticator.checksPermissions
    ? createPermissions({
        ...{ principals, clock, region: parts.region },
        findAwsPolicy,
        tagsOf: (arn) => listTags(store.reads, arn),
      })
    : undefined;
  services.permissions = permissions;
  const trustedProxies = parts.trustedProxies ?? readNetworks([]);
  const peers = createPeers(trustedProxies);
  const limits = parts.limits ?? transportLimits();
  const http = await createHttp({
    ...parts,
    audit,
    journal,
    trustedProxies,
    peers,
    certificates,
    limits,
    allowedHosts: parts.allowedHosts ?? [],
    listensOn: parts.host,
    authenticator,
    permissions,
    operations,
    callOf,
    injections: controls.injections,
    quotas,
    news,
    meters: services.meters,
  });
  const readiness = createReadiness(store);
  addOperatorRoutes(http, store, readiness);
  addConsoleInfo(http, {
    region: parts.region,
    isStrict: authenticator.checksPermissions === true,
    operatorAccess,
    journal,
  });
  const accountAccess = permissions && {
    identify: createIdentifySigner({ authenticator, permissions, clock }),
    signedRequest: (request: FastifyRequest) => signedRequest(request, peers),
  };
  guardOperatorRoutes(http, operatorAccess, engine.iam.tokens, parts.corsOrigins, accountAccess);
  const live = addLiveStreams(http, services, {
    limits: limits.streams,
    ...{ peers, journal, deliveries: engine.deliveries },
  });
  addMetrics(http, {
    ...{ services, readiness, journal, liveStreams: live.count },
    retention: engine.retention,
    server: http.server,
    storeKind: byDatabase(parts.location, { sqlite: () => 'sqlite', postgres: () => 'postgres' }),
  });
  addActionRoutes(http, operatorOf);
  const endpointOf = (): string => {
    const { port } = http.server.address() as AddressInfo;
    const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
    return `${certificates ? 'https' : 'http'}://${host}:${port}`;
  };
  addMcp(http, {
    peers,
    factsOf: () => ({
      ...{ version, region: parts.region, endpoint: endpointOf() },
      isStrict: authenticator.checksPermissions === true,
      hasJournal: journal !== undefined,
    }),
  });
  const current =
    parts.tls &&
    certificates &&
    tls?.keepCurrent({
      server: http.server as Server,
      files: parts.tls,
      first: certificates,
      log: parts.log,
    });
  await engine.start();

  const close = once(async () => {
    readiness.stop();
    current?.stop();
    if (parts.shutdownDelay && http.server.listening) await sleep(parts.shutdownDelay);
    engine.endWaits();
    await http.close();
    await engine.close();
    await audit?.close();
    await tracing?.close();
  });
  try {
    if (parts.seed) await plantSeed(parts.seed, store, operatorOf);
    // For this name Fastify would add a second server, on ::1, to which no limits apply.
    await http.listen({ host: parts.host === 'localhost' ? '127.0.0.1' : parts.host, port: parts.port });
  } catch (error) {
    await close();
    throw error;
  }
  const reopenAuditLog = () => audit?.reopen();
  const unref = once(async () => {
    http.server.unref();
    http.server.on('connection', (socket) => socket.unref());
    http.server.closeIdleConnections();
  });
  return {
    ...createHandle(services, operatorOf, pump),
    reconfigure: engine.reconfigure,
    endpoint: endpointOf(),
    close,
    certificate: certificates?.cert,
    reloadCertificates: async () => current?.reload(),
    reopenAuditLog,
    unref: () => void unref(),
  };
};

/** Loaded only if it is wanted. */
const openJournal = async (
  { journal, region }: Parts,
  services: Pick<JournalOptions, 'clock' | 'reads' | 'isSecure'>,
): Promise<OwnJournal | undefined> =>
  journal && (await import('./journal/journal.ts')).createJournal({ ...journal, ...services, region });

/** Loads OpenTelemetry only if it is wanted: 80 ms and 20 MB. */
const openTraces = async ({ traces: url, log }: Parts): Promise<Tracing | undefined> => {
  if (url === undefined) return undefined;
  const { openTracing } = await import('../kit/trace/open-tracing.ts');
  return openTracing({
    url,
    service: { name: 'cosell', version },
    onLost: (err) => log.error({ err }, 'spans could not be sent; they are lost'),
  });
};

/** Loaded only if it is wanted. Opened first, because it is soonest known whether it can be. */
const openAudit = async ({ audit, clock, log, region }: Parts): Promise<AuditLog | undefined> => {
  if (!audit) return undefined;
  const { openAuditLog } = await import('./audit/audit-log.ts');
  return openAuditLog(audit, { clock, log, region });
};
