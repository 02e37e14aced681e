import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CreateAuthenticator } from '../access/authenticator.ts';
import { createSessions } from '../access/sessions.ts';
import { runExpiry } from '../changes/invitations/expire-invitation.ts';
import { runPlannedReview } from '../changes/opportunities/planned-review.ts';
import type { Services } from '../changes/work.ts';
import { openControls } from '../controls/controls.ts';
import { createPump } from '../events/delivery/pump.ts';
import type { TargetOptions } from '../events/delivery/targets/index.ts';
import { subscribeWebhooks } from '../events/delivery/webhooks.ts';
import type { EmbeddedJobsOptions } from '../jobs/embedded.ts';
import type { JobHandlers, Jobs } from '../jobs/jobs.ts';
import type { Clock } from '../kit/flow/clock.ts';
import { once } from '../kit/flow/once.ts';
import { createSignal } from '../kit/flow/signal.ts';
import { newSealKey } from '../kit/service/seal.ts';
import type { Interceptor } from '../kit/sql/intercept.ts';
import { createArns, type Ids } from '../model/identifiers.ts';
import type { Quirks } from '../model/quirks.ts';
import { loadOperations } from '../operations/index.ts';
import { createPageTokens } from '../operations/page-tokens.ts';
import type { Operator } from '../operator/action.ts';
import type { AwsJsonOptions } from '../protocol/aws-json.ts';
import { openStore, type StoreLocation } from '../store/index.ts';
import type { Migrations } from '../store/migrations/index.ts';
import { putAccount } from '../store/repositories/accounts.ts';
import { PAGE_TOKEN_KEY, readOrCreate, SESSION_KEY } from '../store/repositories/meta.ts';
import { putSolution } from '../store/repositories/solutions.ts';
import type { Accounts, Queries, Solutions } from '../store/tables.ts';
import { createTaskEnds } from '../store/task-ends.ts';
import { loadTaskKinds } from '../tasks/index.ts';
import { giveUpTask, runTask } from '../tasks/run-task.ts';
import { backingOf } from './backing.ts';
import { addEventStream } from './event-stream.ts';
import { createHandle, type Handle } from './handle/index.ts';
import { createHttp } from './http.ts';
import { guardOperatorRoutes, type OperatorAccess } from './operator-access.ts';
import { addActionRoutes } from './operator-actions.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { createReadiness } from './readiness.ts';
import { plantSeed, type Seed } from './seed.ts';

/** Everything the server is made of that has a choice. */
export interface Parts {
  host: string;
  port: number;
  location: StoreLocation;
  region: string;
  clock: Clock;
  ids: Ids;
  log: Logger;
  authenticator: CreateAuthenticator;
  corsOrigins: readonly string[];
  /** What to begin with where the store is empty. Default nothing. */
  seed?: Seed | undefined;
  /** Who may use the operator's routes. Default everybody on this machine. */
  operatorAccess?: OperatorAccess;
  /** Milliseconds to go on serving, not ready any more, once the server is to close. Default 0. */
  shutdownDelay?: number;
  /** Milliseconds that a Start… operation waits for the end of its task before it answers IN_PROGRESS. Default 5,000. */
  taskWait?: number | undefined;
  /** The quirks that are on until the operator sets others; see `model/quirks.ts`. */
  quirks?: Quirks | undefined;
  /** Whether every partner has S-1234567 in the sandbox; default true. */
  sandboxSolution?: boolean | undefined;
  accounts: readonly Accounts[];
  solutions?: readonly Omit<Solutions, 'created_at'>[];
  /** Where events are delivered to, beside the rules' targets, and how. Default: no webhooks, and only to the public internet. */
  delivery?: Partial<Omit<TargetOptions, 'region'>>;
  /** What runs jobs. Default the queue in process; on PostgreSQL, where nodes share them, pg-boss. */
  createJobs?: (options: EmbeddedJobsOptions) => Jobs | Promise<Jobs>;
  /** What each statement of the store passes through, for proofs of what happens if one fails. Default nothing. */
  interceptor?: Interceptor;
  /** The schema that this version wants, for proofs of how versions work side by side. Default the shipped one. */
  migrations?: Migrations;
}

/** A running server. */
export interface RunningServer extends Handle {
  /** Where it listens, e.g. `http://127.0.0.1:4747`. */
  endpoint: string;
  /** Finishes the requests and jobs in hand, then closes the store. Idempotent. */
  close(): Promise<void>;
}

/** Wires all parts, and listens. Throws when the store cannot be opened or the port is taken. */
export const runServer = async (parts: Parts): Promise<RunningServer> => {
  const { ids, log, region } = parts;
  const [store, operations, taskKinds] = await Promise.all([
    openStore(parts.location, parts),
    loadOperations(),
    loadTaskKinds(),
  ]);
  const controls = await openControls(store, parts.clock, {
    ...parts,
    waits: (operation) => taskKinds.get(operation)?.waits ?? false,
  });
  const { clock } = controls;
  const backing = backingOf(parts.location);
  const jobs = await (parts.createJobs ?? backing.createJobs)({
    store,
    clock,
    ids,
    onError: (error, job) => log.error({ err: error, job }, job.givenUp ? 'job given up' : 'job failed'),
  });
  const recorded = createSignal();
  const services: Services = {
    store,
    jobs,
    clock,
    controls,
    ids,
    region,
    recorded,
    taskEnds: createTaskEnds(store),
    sandboxSolution: parts.sandboxSolution ?? true,
    arns: createArns(region),
  };
  const putConfigured = async (tx: Queries): Promise<void> => {
    for (const account of parts.accounts) await putAccount(tx, account);
    for (const solution of parts.solutions ?? [])
      await putSolution(tx, { ...solution, created_at: clock.now() });
  };
  const keys = await store.transaction(async (tx) => {
    await putConfigured(tx);
    return {
      pageTokens: await readOrCreate(tx, PAGE_TOKEN_KEY, newSealKey),
      sessions: await readOrCreate(tx, SESSION_KEY, newSealKey),
    };
  });
  const pageTokens = createPageTokens(keys.pageTokens);
  const authenticator = parts.authenticator(createSessions(keys.sessions, clock));

  const callOf: AwsJsonOptions['callOf'] = (account, particulars) => {
    const now = clock.now();
    return {
      taskWait: controls.taskWait,
      ...particulars,
      account,
      now,
      services,
      pageTokens,
      reads: store.reads,
      transaction: (work) => store.transaction((tx) => work({ tx, now, services })),
    };
  };
  const http = await createHttp({ ...parts, authenticator, operations, callOf, faults: controls.faults });
  const readiness = createReadiness(store);
  const { webhooks = [], allowPrivateTargets = false, targetEndpoint, functions = {} } = parts.delivery ?? {};
  const places = { targetEndpoint, functions };
  addOperatorRoutes(http, store, readiness);
  addEventStream(http, store, recorded);
  const operatorOf = (): Operator => {
    const now = clock.now();
    return {
      now,
      services,
      reads: store.reads,
      transaction: (work) => store.transaction((tx) => work({ tx, now, services })),
      places,
      putConfigured,
      subscribeConfigured: (tx) => subscribeWebhooks(tx, webhooks),
    };
  };
  guardOperatorRoutes(http, parts.operatorAccess ?? { open: true }, parts.corsOrigins);
  addActionRoutes(http, operatorOf);
  jobs.start(jobHandlers(services));
  const pump = createPump({
    ...{ store, clock, ids, region, recorded, webhooks, allowPrivateTargets, ...places },
    isAlone: !backing.isShared,
    onError: (error) => log.error({ err: error }, 'delivery of events failed'),
  });
  await pump.start();

  const close = once(async () => {
    readiness.stop();
    if (parts.shutdownDelay && http.server.listening) await sleep(parts.shutdownDelay);
    controls.faults.endDelays();
    services.taskEnds.release();
    await http.close();
    await Promise.all([jobs.stop(), pump.stop()]);
    await services.taskEnds.close();
    await controls.close();
    await store.close();
  });
  try {
    if (parts.seed) await plantSeed(parts.seed, store, operatorOf);
    await http.listen({ host: parts.host, port: parts.port });
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = http.server.address() as AddressInfo;
  const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
  return { ...createHandle(services, operatorOf, pump), endpoint: `http://${host}:${port}`, close };
};

const jobHandlers = (services: Services): JobHandlers => ({
  'run-task': {
    run: (key) => runTask(services, key),
    giveUp: (key) => giveUpTask(services, key),
  },
  'expire-invitation': {
    run: (key) => runExpiry(services, key),
    giveUp: async () => {},
  },
  'review-opportunity': {
    run: (key) => runPlannedReview(services, key),
    giveUp: async () => {},
  },
});
