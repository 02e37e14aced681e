import type { Controls } from '../controls/controls.ts';
import type { Effects } from '../events/effects.ts';
import type { Clock } from '../kit/flow/clock.ts';
import type { Ends } from '../kit/flow/ends.ts';
import type { Signal } from '../kit/flow/signal.ts';
import type { Jobs } from '../kit/queue/jobs.ts';
import type { AccountId, OperationName, Timestamp } from '../model/contract.ts';
import type { ReasonCode } from '../model/documents.ts';
import type { Arns, Ids } from '../model/identifiers.ts';
import type { CosellMeters } from '../model/metrics/counted.ts';
import type { Quota, QuotaClass } from '../rules/access/quotas.ts';
import type { Store } from '../store/index.ts';
import type { SecretKeeper } from '../store/repositories/connection-secrets.ts';
import type { TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import type { Queries } from '../store/tables.ts';
import type { News } from './news.ts';
import type { Permissions } from './permissions.ts';

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
  secrets: SecretKeeper;
  ids: Ids;
  arns: Arns;
  region: string;
  /** Announces the events that this process commits. */
  recorded: Signal;
  /** Announces what this process changes, for whoever watches it live. */
  news: News;
  taskEnds: TaskEnds;
  /** Counts what happens, for whoever asks for the metrics. */
  meters: CosellMeters;
  /** What calls have caused. Absent without a journal. */
  effects?: Effects | undefined;
  /** What principals may do without a request. Absent if callers may do everything. */
  permissions?: Permissions | undefined;
  /** Whether every partner has a solution in the sandbox by default. */
  sandboxSolution: boolean;
}

/** One transaction. */
export interface Work {
  tx: Queries;
  /** The time of everything that happens in it. */
  now: Timestamp;
  services: Services;
  /** What `readBefore` has read for it. */
  read?: ReadonlyMap<string, unknown>;
}

/** Thrown by `readBefore` to end the transaction, which is run again once `read` is done. */
class ReadFirst extends Error {
  readonly key: string;
  readonly read: () => Promise<unknown>;

  constructor(key: string, read: () => Promise<unknown>) {
    super(`${key} has to be read before the transaction`);
    this.key = key;
    this.read = read;
  }
}

/**
 * Returns what has to be read outside of a transaction, such as with a connection of its own, although only the transaction
 * knows that it is needed. The first time, the transaction is rolled back, `read` called, and the transaction run again; so
 * ask early. `key` says what is read. Needs a transaction of `runWork`.
 */
export const readBefore = <T>({ read: known }: Work, key: string, read: () => Promise<T>): T => {
  if (known?.has(key)) return known.get(key) as T;
  throw new ReadFirst(key, read);
};

/** Runs `work` in one transaction, now. Resolves once it is durable. `now`: its time, by default the current one. */
export const runWork = async <T>(
  services: Services,
  work: (work: Work) => Promise<T>,
  now?: Timestamp,
): Promise<T> => {
  const read = new Map<string, unknown>();
  for (;;) {
    try {
      return await services.store.transaction((tx) =>
        work({ tx, now: now ?? services.clock.now(), services, read }),
      );
    } catch (error) {
      if (!(error instanceof ReadFirst) || read.has(error.key)) throw error;
      read.set(error.key, await error.read());
    }
  }
};

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
    transaction: (work) => runWork(services, work, now),
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
