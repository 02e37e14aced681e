import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator.ts';
import type { Permissions } from '../access/permissions/permissions.ts';
import type { Peers } from '../kit/http/peer.ts';
import { byDatabase } from '../kit/sql/location.ts';
import type { Operator } from '../operator/action.ts';
import { addConsoleInfo } from './console/info.ts';
import type { Engine } from './engine.ts';
import type { OwnJournal } from './journal/journal.ts';
import { addLiveStreams } from './live/index.ts';
import { addMcp } from './mcp.ts';
import { addMetrics } from './metrics/index.ts';
import { guardOperatorRoutes, type OperatorAccess } from './operator-access.ts';
import { addActionRoutes } from './operator-actions.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { version } from './package.ts';
import type { Parts } from './parts.ts';
import type { Readiness } from './readiness.ts';
import { signedRequest } from './signed-request.ts';
import { createIdentifySigner } from './signer.ts';
import type { TransportLimits } from './transport/limits.ts';

export interface Routed {
  parts: Parts;
  engine: Engine;
  journal: OwnJournal | undefined;
  readiness: Readiness;
  authenticator: Authenticator;
  permissions: Permissions | undefined;
  operatorAccess: OperatorAccess;
  operatorOf(): Operator;
  limits: TransportLimits;
  peers: Peers;
  endpointOf(): string;
}

/** Adds all routes beside the API's: the operator's, the console's, live streams, metrics and MCP. */
export const addRoutes = (http: FastifyInstance, routed: Routed): void => {
  const { parts, engine, journal, readiness, authenticator, permissions, operatorAccess, peers } = routed;
  const { services, deliveries } = engine;
  const isStrict = authenticator.checksPermissions === true;
  addOperatorRoutes(http, services.store, readiness);
  addConsoleInfo(http, { region: parts.region, isStrict, operatorAccess, journal });
  const accountAccess = permissions && {
    identify: createIdentifySigner({ authenticator, permissions, clock: services.clock }),
    signedRequest: (request: FastifyRequest) => signedRequest(request, peers),
  };
  guardOperatorRoutes(http, operatorAccess, engine.iam.tokens, parts.corsOrigins, accountAccess);
  const { streams } = routed.limits;
  const live = addLiveStreams(http, services, { limits: streams, peers, journal, deliveries });
  addMetrics(http, {
    ...{ services, readiness, journal, liveStreams: live.count },
    retention: engine.retention,
    server: http.server,
    storeKind: byDatabase(parts.location, { sqlite: () => 'sqlite', postgres: () => 'postgres' }),
  });
  addActionRoutes(http, routed.operatorOf);
  addMcp(http, {
    peers,
    factsOf: () => ({
      ...{ version, region: parts.region, endpoint: routed.endpointOf() },
      ...{ isStrict, hasJournal: journal !== undefined },
    }),
  });
};
