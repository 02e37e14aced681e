import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Authenticator } from '../access/authenticator.ts';
import { createPermissions, type Permissions } from '../access/permissions/permissions.ts';
import { createSessions } from '../access/sessions.ts';
import { once } from '../kit/flow/once.ts';
import { type Opened, openAll } from '../kit/flow/opened.ts';
import { sleep } from '../kit/flow/sleep.ts';
import { readNetworks } from '../kit/http/networks.ts';
import { createPeers } from '../kit/http/peer.ts';
import { loadOperations } from '../operations/index.ts';
import { findAwsPolicy } from '../rules/access/managed-policies/index.ts';
import { listTags } from '../store/repositories/tags.ts';
import { backingOf } from './backing.ts';
import { type Engine, openEngine } from './engine.ts';
import { createHandle } from './handle/index.ts';
import { createHttp } from './http.ts';
import { requireWayIn } from './iam.ts';
import { openAudit, openInit, openJournal, openTls, openTraces } from './open-wanted.ts';
import type { Parts, RunningServer } from './parts.ts';
import { createReadiness } from './readiness.ts';
import { addRoutes } from './routes.ts';
import { plantSeed } from './seed.ts';
import { transportLimits } from './transport/limits.ts';

/** Opens the engine and serves it over HTTP. Throws if the store cannot be opened or the port is taken; then nothing stays open. */
export const runServer = (given: Parts): Promise<RunningServer> => openAll((opened) => serve(given, opened));

const serve = async (given: Parts, opened: Opened): Promise<RunningServer> => {
  const tracing = await openTraces(given);
  opened.add(() => tracing?.close());
  const parts = { ...given, tracing };
  const tls = await openTls(parts);
  const certificates = tls?.certificates;
  // First, because it is soonest known whether it can be.
  const audit = await openAudit(parts);
  opened.add(() => audit?.close());
  const [engine, operations] = await Promise.all([opened.keep(openEngine(parts)), loadOperations()]);
  const { services, pump, callOf } = engine;
  const { store, controls, quotas, news, meters, clock } = services;
  const journal = await openJournal(parts, { clock, reads: store.reads, isSecure: tls !== undefined });
  services.effects = journal?.effects;
  const { operatorAccess = { open: true } } = parts;
  if (parts.strictBecause !== undefined) {
    await requireWayIn(parts.strictBecause, operatorAccess, engine.iam, store);
  }
  const { authenticator, permissions } = createAccess(parts, engine);
  services.permissions = permissions;
  const operatorOf = () => ({ ...engine.operatorOf(), journal, sessions: authenticator.sessions });
  const trustedProxies = parts.trustedProxies ?? readNetworks([]);
  const peers = createPeers(trustedProxies);
  const limits = parts.limits ?? transportLimits();
  const http = await createHttp({
    ...parts,
    ...{ audit, journal, trustedProxies, peers, certificates, limits },
    ...{ authenticator, permissions, operations, callOf, quotas, news, meters },
    allowedHosts: parts.allowedHosts ?? [],
    listensOn: parts.host,
    injections: controls.injections,
  });
  opened.add(() => http.close());
  opened.add(engine.endWaits);
  const plant = async (): Promise<void> => {
    const { seed, location, ids, init } = parts;
    const { isShared } = backingOf(location);
    const signal = init?.signal ?? new AbortController().signal;
    if (seed) await plantSeed(seed, operatorOf, { store, owner: ids.uuid(), isShared, signal });
  };
  const init = await openInit(parts, { http, store, operatorOf, plantSeed: plant });
  const readiness = createReadiness(store, { init: init?.progress });
  opened.add(async () => {
    readiness.stop();
    if (parts.shutdownDelay && http.server.listening) await sleep(parts.shutdownDelay);
  });
  const endpointOf = (): string => {
    const { port } = http.server.address() as AddressInfo;
    const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
    return `${tls ? 'https' : 'http'}://${host}:${port}`;
  };
  addRoutes(http, {
    ...{ parts, engine, journal, readiness, authenticator, permissions },
    operatorAccess: { ...operatorAccess, accepts: init?.accepts },
    ...{ operatorOf, limits, peers, endpointOf },
  });
  const current = tls?.keepCurrent(http.server as Server);
  opened.add(() => current?.stop());
  await engine.start();
  if (!init) await plant();
  // For this name Fastify would add a second server, on ::1, to which no limits apply.
  await http.listen({ host: parts.host === 'localhost' ? '127.0.0.1' : parts.host, port: parts.port });
  const unref = once(async () => {
    http.server.unref();
    http.server.on('connection', (socket) => socket.unref());
    http.server.closeIdleConnections();
  });
  return {
    ...createHandle(services, operatorOf, pump),
    reconfigure: engine.reconfigure,
    init,
    endpoint: endpointOf(),
    close: opened.close,
    certificate: certificates?.cert,
    reloadCertificates: async () => current?.reload(),
    reopenAuditLog: () => audit?.reopen(),
    unref: () => void unref(),
  };
};

/** Who calls, and, if signatures are checked, what they may do. */
const createAccess = (
  { authenticator: create, region }: Parts,
  { iam, sessionKey, services: { clock, store } }: Engine,
): { authenticator: Authenticator; permissions: Permissions | undefined } => {
  const { principals } = iam;
  const authenticator = create({
    sessionsOf: (auth) => createSessions(sessionKey, clock, auth),
    principals,
  });
  const permissions = authenticator.checksPermissions
    ? createPermissions({
        ...{ principals, clock, region },
        findAwsPolicy,
        tagsOf: (arn) => listTags(store.reads, arn),
      })
    : undefined;
  return { authenticator, permissions };
};
