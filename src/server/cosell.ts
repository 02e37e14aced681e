import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KyselyPlugin } from 'kysely';
import type { Logger } from 'pino';
import type { Authenticator } from '../access/authenticator.ts';
import type { EmbeddedJobsOptions } from '../jobs/embedded.ts';
import type { JobHandlers, Jobs } from '../jobs/jobs.ts';
import type { Clock } from '../model/clock.ts';
import { createArns, type Ids } from '../model/identifiers.ts';
import { loadOperations } from '../operations/index.ts';
import type { Call } from '../operations/operation.ts';
import { createPageTokens, newPageTokenKey } from '../operations/page-tokens.ts';
import { openStore, type StoreLocation } from '../store/index.ts';
import type { Migrations } from '../store/migrations/index.ts';
import { putAccount } from '../store/repositories/accounts.ts';
import { readOrCreate } from '../store/repositories/meta.ts';
import { putSolution } from '../store/repositories/solutions.ts';
import type { Accounts, Solutions } from '../store/tables.ts';
import { runExpiry } from '../workflows/expire-invitation.ts';
import { giveUpTask, runTask } from '../workflows/run-task.ts';
import type { Services } from '../workflows/work.ts';
import { createHttp } from './http.ts';
import { jobsBeside } from './jobs-beside.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { createReadiness } from './readiness.ts';

/** Everything the server is made of that has a choice. */
export interface Parts {
  host: string;
  port: number;
  location: StoreLocation;
  region: string;
  clock: Clock;
  ids: Ids;
  log: Logger;
  authenticator: Authenticator;
  corsOrigins: readonly string[];
  /** Milliseconds to go on serving, not ready any more, once the server is to close. Default 0. */
  shutdownDelay?: number;
  accounts: readonly Accounts[];
  solutions?: readonly Omit<Solutions, 'created_at'>[];
  /** What runs jobs. Default the queue in process; on PostgreSQL, where nodes share them, pg-boss. */
  createJobs?: (options: EmbeddedJobsOptions) => Jobs | Promise<Jobs>;
  /** What each query passes through, for proofs of what happens when one fails. Default nothing. */
  storePlugins?: KyselyPlugin[];
  /** The schema that this version wants, for proofs of how versions work side by side. Default the shipped one. */
  migrations?: Migrations;
}

/** A running server. */
export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:4747`. */
  endpoint: string;
  /** Finishes the requests and jobs in hand, then closes the store. Idempotent. */
  close(): Promise<void>;
}

/** Wires all parts, and listens. Throws when the store cannot be opened or the port is taken. */
export const runServer = async (parts: Parts): Promise<RunningServer> => {
  const { clock, ids, log, region } = parts;
  const [store, operations] = await Promise.all([
    openStore(parts.location, parts.storePlugins, parts.migrations),
    loadOperations(),
  ]);
  const jobs = await (parts.createJobs ?? jobsBeside(parts.location))({
    store,
    clock,
    ids,
    onError: (error, job) => log.error({ err: error, job }, job.givenUp ? 'job given up' : 'job failed'),
  });
  const services: Services = { store, jobs, clock, ids, region, arns: createArns(region) };
  const pageTokenKey = await store.transaction(async (tx) => {
    for (const account of parts.accounts) await putAccount(tx, account);
    for (const solution of parts.solutions ?? [])
      await putSolution(tx, { ...solution, created_at: clock.now() });
    return readOrCreate(tx, 'page-token-key', newPageTokenKey);
  });
  const pageTokens = createPageTokens(pageTokenKey);

  const callOf = (account: string): Call => {
    const now = clock.now();
    return {
      account,
      now,
      services,
      pageTokens,
      reads: store.reads,
      transaction: (work) => store.transaction((tx) => work({ tx, now, services })),
    };
  };
  const http = await createHttp({ ...parts, operations, callOf });
  const readiness = createReadiness(store);
  addOperatorRoutes(http, store, readiness);
  jobs.start(jobHandlers(services));

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      readiness.stop();
      if (parts.shutdownDelay && http.server.listening) await sleep(parts.shutdownDelay);
      await http.close();
      await jobs.stop();
      await store.close();
    })();
    return closing;
  };
  try {
    await http.listen({ host: parts.host, port: parts.port });
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = http.server.address() as AddressInfo;
  const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
  return { endpoint: `http://${host}:${port}`, close };
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
});
