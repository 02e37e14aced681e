import type { Controls } from '../controls/controls.ts';
import type { Clock } from '../kit/flow/clock.ts';
import type { Ends } from '../kit/flow/ends.ts';
import type { Signal } from '../kit/flow/signal.ts';
import type { Jobs } from '../kit/queue/jobs.ts';
import type { Timestamp } from '../model/contract.ts';
import type { ReasonCode } from '../model/documents.ts';
import type { Arns, Ids } from '../model/identifiers.ts';
import type { Store } from '../store/index.ts';
import type { TaskKey } from '../store/repositories/tasks.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import type { Queries } from '../store/tables.ts';

/** Tells those who wait for the end of a task. */
export interface TaskEnds extends Ends<TaskKey, Tasks> {
  /** The task as it is now; if many waits end at once, one query reads all their tasks. Throws as the store does. */
  latest(key: TaskKey): Promise<Tasks | undefined>;
}

/** What the server's parts have in common. Made once, in `server/`. */
export interface Services {
  store: Store;
  jobs: Jobs<Queries>;
  /** The server's time, which the operator can move: that of `controls`. */
  clock: Clock;
  controls: Controls;
  ids: Ids;
  arns: Arns;
  region: string;
  /** Announces the events that this process has committed. */
  recorded: Signal;
  taskEnds: TaskEnds;
  /** Whether every partner has a solution in the sandbox without doing anything for it. */
  sandboxSolution: boolean;
}

/** One transaction: all that is done with it is committed together, or not at all. */
export interface Work {
  tx: Queries;
  /** The moment at which all of it happens. */
  now: Timestamp;
  services: Services;
}

/** What a call of an operation and an action of the operator work with. */
export interface Context {
  /** One moment for all that is done. */
  now: Timestamp;
  services: Services;
  /** For reads: what is committed. */
  reads: Queries;
  /** Runs `work` in one transaction; what it answers is durable. */
  transaction<T>(work: (work: Work) => Promise<T>): Promise<T>;
}

/** The context of what is done now. */
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

/** Thrown by a step that can never be done: its task fails with this reason. After other errors the step is retried. */
export class StepFailure extends Error {
  readonly reasonCode: ReasonCode;

  constructor(reasonCode: ReasonCode, message: string) {
    super(message);
    this.name = 'StepFailure';
    this.reasonCode = reasonCode;
  }
}
