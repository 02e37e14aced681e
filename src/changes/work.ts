import type { Controls } from '../controls/controls.ts';
import type { Clock } from '../kit/flow/clock.ts';
import type { Ends } from '../kit/flow/ends.ts';
import type { Signal } from '../kit/flow/signal.ts';
import type { Jobs } from '../kit/queue/jobs.ts';
import type { AccountId, OperationName, Timestamp } from '../model/contract.ts';
import type { ReasonCode } from '../model/documents.ts';
import type { Arns, Ids } from '../model/identifiers.ts';
import type { Quota, QuotaClass } from '../rules/access/quotas.ts';
import type { Store } from '../store/index.ts';
import type { TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import type { Queries } from '../store/tables.ts';

/** Notifies waiters of the ends of tasks. */
export interface TaskEnds extends Ends<TaskKey, Tasks> {
  /** Reads the current state of a task. Concurrent calls share one query. Throws what the store throws. */
  latest(key: TaskKey): Promise<Tasks | undefined>;
}

/** A quota that is used up. */
export interface ExceededQuota extends Quota {
  class: QuotaClass;
}

/** What an account has used of the quota of a class. */
export interface QuotaUse extends Quota {
  class: QuotaClass;
  /** The requests of the last 24 hours; absent if they are not limited. */
  usedInDay?: number;
}

/** Counts the requests of accounts against their quotas. */
export interface Quotas {
  /** Whether any class has a quota. */
  readonly areOn: boolean;
  /**
   * Counts a request. Returns the quota that is used up, in which case it was not counted, or undefined. Returns no
   * promise if there is nothing to wait for.
   */
  count(
    account: AccountId,
    operation: OperationName,
  ): ExceededQuota | undefined | Promise<ExceededQuota | undefined>;
  /** Returns what an account has used, for every class. */
  usage(account: AccountId): Promise<QuotaUse[]>;
  /** Forgets what one account or all have used, in the transaction `tx`. */
  forget(tx: Queries, account?: AccountId): Promise<void>;
}

/** What the server's parts share. Created once, in `server/`. */
export interface Services {
  store: Store;
  jobs: Jobs<Queries>;
  /** The server's clock, that of `controls`, which the operator can move. */
  clock: Clock;
  controls: Controls;
  quotas: Quotas;
  ids: Ids;
  arns: Arns;
  region: string;
  /** Announces the events that this process commits. */
  recorded: Signal;
  taskEnds: TaskEnds;
  /** Whether every partner has a solution in the sandbox by default. */
  sandboxSolution: boolean;
}

/** One transaction. */
export interface Work {
  tx: Queries;
  /** The time of everything that happens in it. */
  now: Timestamp;
  services: Services;
}

/** What operations and the operator's actions work with. */
export interface Context {
  /** The time of the whole call. */
  now: Timestamp;
  services: Services;
  /** Reads committed data. */
  reads: Queries;
  /** Runs `work` in one transaction. Resolves once it is durable. */
  transaction<T>(work: (work: Work) => Promise<T>): Promise<T>;
}

/** Creates the context of a call that happens now. */
export const contextOf = (services: Services): Context => {
  const { store, clock } = services;
  const now = clock.now();
  return {
    now,
    services,
    reads: store.reads,
    transaction: (work) => store.transaction((tx) => work({ tx, now, services })),
  };
};

/** Thrown by a step that cannot succeed: its task fails with this reason. After other errors the step is retried. */
export class StepFailure extends Error {
  readonly reasonCode: ReasonCode;

  constructor(reasonCode: ReasonCode, message: string) {
    super(message);
    this.name = 'StepFailure';
    this.reasonCode = reasonCode;
  }
}
