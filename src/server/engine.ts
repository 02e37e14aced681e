import { openInstallationKeys } from '../access/installation-keys.ts';
import { createOwnCounters } from '../access/quotas/own-counters.ts';
import { createQuotas } from '../access/quotas/quotas.ts';
import { createSharedCounters } from '../access/quotas/shared-counters.ts';
import { contextOf, type Services } from '../changes/work.ts';
import { openControls } from '../controls/controls.ts';
import { createDeliveryHistory, type DeliveryHistory } from '../events/delivery/history.ts';
import { createPump, type Pump } from '../events/delivery/pump.ts';
import type { TargetOptions } from '../events/delivery/targets/index.ts';
import { subscribeWebhooks } from '../events/delivery/webhooks.ts';
import { handlersOf, loadJobKinds } from '../jobs/index.ts';
import { type Clock, systemClock } from '../kit/flow/clock.ts';
import { type Opened, openAll } from '../kit/flow/opened.ts';
import { performance } from '../kit/flow/real-time.ts';
import { createSignal } from '../kit/flow/signal.ts';
import { watchSystemClock } from '../kit/flow/watched-clock.ts';
import type { FailedRun, Jobs } from '../kit/queue/jobs.ts';
import { createPageTokens } from '../kit/service/page-tokens.ts';
import type { Tracing } from '../kit/trace/span.ts';
import { createArns, type Ids } from '../model/identifiers.ts';
import { type CosellMeters, createCosellMeters } from '../model/metrics/counted.ts';
import type { Quirks } from '../model/quirks.ts';
import type { Call } from '../operations/operation.ts';
import type { Operator } from '../operator/action.ts';
import type { QuotaSetting } from '../rules/access/quotas.ts';
import { openStore, type Store, type StoreLocation } from '../store/index.ts';
import { putAccount } from '../store/repositories/accounts.ts';
import { putSolutions } from '../store/repositories/solutions.ts';
import type { RetentionSetting } from '../store/retention/settings.ts';
import type { Accounts } from '../store/tables/accounts.ts';
import type { Solutions } from '../store/tables/solutions.ts';
import type { Queries } from '../store/tables.ts';
import { StepThrottled } from '../tasks/count-step.ts';
import { loadTaskKinds } from '../tasks/index.ts';
import { createTaskEnds } from '../tasks/task-ends.ts';
import { backingOf, type JobsOptions, jobsOptions } from './backing.ts';
import { type IamParts, type OpenIam, openIam } from './iam.ts';
import type { Configured } from './read-configurable.ts';
import { type LazyRetention, openRetention } from './retention.ts';

/** The configurable parts of an engine. */
export interface EngineParts extends IamParts {
  region: string;
  clock: Clock;
  ids: Ids;
  /** How long a Start… operation waits for the end of its task before it returns IN_PROGRESS, in milliseconds. Default 5,000. */
  taskWait?: number | undefined;
  /** The quirks that are on until the operator sets others; see `model/quirks.ts`. */
  quirks?: Quirks | undefined;
  /** The quotas that apply until the operator sets others. Default `off`. */
  quotas?: QuotaSetting | undefined;
  /** The monotonic clock of the rates of quotas on SQLite, in whole microseconds. Default the machine's. */
  nowMicros?: () => number;
  /** How long what is over is kept. Default `off`: nothing is deleted. */
  retention?: RetentionSetting | undefined;
  /** Whether every partner has S-1234567 in the sandbox; default true. */
  sandboxSolution?: boolean | undefined;
  accounts: readonly Accounts[];
  /** Where spans are made. Default: nothing is traced. */
  tracing?: Tracing | undefined;
  solutions?: readonly Omit<Solutions, 'created_at'>[];
  /** Where events are delivered besides the rules' targets, and how. Default: no webhooks, and only the public internet. */
  delivery?: Partial<Omit<TargetOptions, 'region' | 'secrets'>>;
  /** How many attempts to deliver are kept in memory. Default none. */
  deliveries?: number | undefined;
  /** Creates the queue. Default the embedded queue; on PostgreSQL, pg-boss, because nodes share the jobs. */
  createJobs?: (options: JobsOptions) => Jobs<Queries> | Promise<Jobs<Queries>>;
  /** Opens the store. Tests use it to intercept statements or to change the schema. Default `openStore`. */
  openStore?: (location: StoreLocation) => Promise<Store>;
}

/** The server without HTTP: the store, the queue and the delivery of events. */
export interface Engine {
  services: Services;
  pump: Pump;
  /** The newest attempts to deliver; absent if it is off. */
  deliveries: DeliveryHistory | undefined;
  retention: Pick<LazyRetention, 'deleted'>;
  /** The key that seals sessions of temporary keys. */
  sessionKey: string;
  iam: OpenIam;
  /** Creates a call of an account that happens now. `particulars` override the defaults of a call. */
  callOf(account: string, particulars?: Partial<Pick<Call, 'taskWait' | 'onGone' | 'principal'>>): Call;
  /** Creates the context of an operator's action that happens now. */
  operatorOf(): Operator;
  /** Replaces what the server was started with. Throws an Error, and changes nothing, if it is ambiguous. */
  reconfigure(next: Configured): Promise<void>;
  /** Starts to run jobs and to deliver events. */
  start(): Promise<void>;
  /** Ends the waits of current calls, so that they respond soon. */
  endWaits(): void;
  /** Finishes the jobs and deliveries in progress, then closes the store. */
  close(): Promise<void>;
}

/** Opens a store and wires the engine. Throws if the store cannot be opened. */
export const openEngine = (parts: EngineParts): Promise<Engine> =>
  openAll((opened) => wireEngine(parts, opened));

const wireEngine = async (parts: EngineParts, opened: Opened): Promise<Engine> => {
  const { ids, log, region, accounts, solutions = [] } = parts;
  const [store, taskKinds, jobKinds] = await Promise.all([
    opened.keep((parts.openStore ?? openStore)(parts.location)),
    loadTaskKinds(),
    loadJobKinds(),
  ]);
  // The clock of a test jumps by itself.
  const watched = parts.clock === systemClock ? watchSystemClock() : undefined;
  opened.add(() => watched?.close());
  const controls = await opened.keep(
    openControls(store, watched ?? parts.clock, {
      ...parts,
      waits: (operation) => taskKinds.get(operation)?.waits ?? false,
    }),
  );
  const { clock } = controls;
  const iam = await openIam(store, { ...parts, now: clock.machineNow });
  controls.changed.listen(iam.forget);
  let configured: Pick<Configured, 'accounts' | 'solutions'> = { accounts, solutions };
  const putConfigured = async (tx: Queries, { accounts, solutions } = configured): Promise<void> => {
    for (const account of accounts) await putAccount(tx, account);
    await putSolutions(tx, solutions, clock.now());
  };
  const keys = await store.transaction(async (tx) => {
    await putConfigured(tx);
    return openInstallationKeys(tx, iam.secrets);
  });
  const meters = createCosellMeters();
  const backing = backingOf(parts.location);
  const counters = backing.isShared
    ? createSharedCounters(store)
    : createOwnCounters({
        store,
        nowMicros: parts.nowMicros ?? (() => Math.floor(performance.now() * 1000)),
        onError: (error) => log.error({ err: error }, 'the usage of quotas was not written'),
      });
  opened.add(counters.close);
  const taskEnds = createTaskEnds(store);
  opened.add(taskEnds.close);
  const jobs = await (parts.createJobs ?? backing.createJobs)(
    jobsOptions({
      ...{ store, clock, ids, kinds: jobKinds },
      onError: (error, job) => {
        countFailure(meters, error, job);
        if (error instanceof StepThrottled) log.info({ job, reason: error.message }, 'job throttled');
        else log.error({ err: error, job }, job.givenUp ? 'job given up' : 'job failed');
      },
    }),
  );
  const services: Services = {
    ...{ store, jobs, clock, controls, ids, region },
    quotas: createQuotas(controls, counters, ({ class: of }) => meters.throttled.count([of])),
    meters,
    secrets: iam.secrets,
    recorded: createSignal(),
    news: createSignal(),
    taskEnds,
    sandboxSolution: parts.sandboxSolution ?? true,
    arns: createArns(region),
  };
  const pageTokens = createPageTokens(keys.pageTokens);
  const { webhooks = [], allowPrivateTargets = false, authorities = [], ...delivery } = parts.delivery ?? {};
  const places = { targetEndpoint: delivery.targetEndpoint, functions: delivery.functions ?? {} };
  const deliveries = parts.deliveries ? createDeliveryHistory(parts.deliveries) : undefined;
  const pump = createPump({
    ...{ store, clock, ids, region, webhooks, allowPrivateTargets, authorities, ...places },
    secrets: iam.secrets,
    recorded: services.recorded,
    meters,
    ...{ tracing: parts.tracing, log },
    isAlone: !backing.isShared,
    history: deliveries,
    onError: (error) => log.error({ err: error }, 'delivery of events failed'),
  });
  const retention = openRetention({
    ...{ store, controls, setting: parts.retention ?? 'off', isShared: backing.isShared },
    deleteGivenUp: jobs.deleteGivenUp,
    onError: (error) => log.error({ err: error }, 'what is over was not deleted'),
  });
  // At once, because each waits for what is in hand.
  opened.add(() => Promise.all([jobs.stop(), pump.stop(), retention.stop()]));
  return {
    services,
    pump,
    deliveries,
    retention,
    sessionKey: keys.sessions,
    iam,
    callOf: (account, particulars) => ({
      ...contextOf(services),
      pageTokens,
      taskWait: controls.taskWait,
      ...particulars,
      account,
    }),
    operatorOf: () => ({
      ...contextOf(services),
      places,
      iam,
      webhooks,
      deliveries,
      loadRetention: retention.load,
      putConfigured: (tx) => putConfigured(tx),
      subscribeConfigured: (tx) => subscribeWebhooks(tx, webhooks),
    }),
    reconfigure: async (next) => {
      iam.configured.check(next.principals);
      await store.transaction((tx) => putConfigured(tx, next));
      configured = next;
      iam.configured.replace(next.principals);
      controls.changed.announce();
      services.news.announce({ kind: 'settings', what: 'accounts' });
    },
    start: async () => {
      jobs.start(handlersOf(jobKinds, services, parts.tracing));
      await pump.start();
      retention.start();
    },
    endWaits: () => {
      controls.injections.endDelays();
      services.taskEnds.release();
    },
    close: opened.close,
  };
};

/** Queues are those of `jobs/`, but a later version may have left jobs of others. */
const countFailure = ({ jobFailures }: CosellMeters, error: unknown, { queue, givenUp }: FailedRun): void => {
  const outcome = error instanceof StepThrottled ? 'throttled' : givenUp ? 'given_up' : 'retried';
  jobFailures.count([queue, outcome]);
};
