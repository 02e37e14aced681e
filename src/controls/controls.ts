import type { Clock } from '../kit/flow/clock.ts';
import { inTurn } from '../kit/flow/in-turn.ts';
import type { OperationName, Timestamp } from '../model/contract.ts';
import { keptQuirks, NO_QUIRKS, type Quirks, quirksOf } from '../model/quirks.ts';
import { DEFAULT_TASK_WAIT_MS } from '../model/task-wait.ts';
import type { Store } from '../store/index.ts';
import {
  type ControlsState,
  controlsVersion,
  lockControls,
  readControls,
  writeClock,
  writeQuirks,
  writeReviewPolicy,
  writeTaskWait,
  writeVersion,
} from '../store/repositories/controls.ts';
import type { Queries } from '../store/tables.ts';
import { type ClockSetting, createServerClock, type ServerClock, UNMOVED } from './clock.ts';
import { injectionOf } from './injection.ts';
import { createInjections, type KnownInjections } from './injections.ts';
import type { ReviewPolicy } from './review-policy.ts';

/**
 * What the operator has set. The truth is in the database; each server has a copy in memory, so that what obeys it
 * costs no query.
 */
export interface Controls {
  /** The server's time, which is what "now" means to all that has to do with the API. */
  readonly clock: ServerClock;
  readonly injections: KnownInjections;
  readonly reviewPolicy: ReviewPolicy;
  /** Milliseconds that a Start… operation waits for the end of its task. */
  readonly taskWait: number;
  /** What is not as it is by default: empty unless somebody asked for it. */
  readonly quirks: Quirks;
  /** Sets the clock to what `next` makes of how it is. Resolves once every server obeys. */
  setClock(next: (current: ClockSetting, machineNow: Timestamp) => ClockSetting): Promise<void>;
  setReviewPolicy(policy: ReviewPolicy): Promise<void>;
  /** Undefined for what each server was started with. */
  setTaskWait(milliseconds: number | undefined): Promise<void>;
  /** Sets the quirks to what `next` makes of those that are on, and answers them. */
  setQuirks(next: (current: Quirks) => Quirks): Promise<Quirks>;
  /**
   * Changes what is set, in one transaction, one change at a time over all servers; `version` is theirs to count. Resolves once every server obeys;
   * one that hangs is waited for only so long (kit/sql/peers.ts).
   */
  change<T>(write: (tx: Queries, version: number) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What holds on a server while the operator has not set anything else. */
export interface ControlsDefaults {
  taskWait?: number | undefined;
  quirks?: Quirks | undefined;
  /** Whether an operation waits for the end of the task that it starts. Default none does. */
  waits?: ((operation: OperationName) => boolean) | undefined;
}

/** Reads what is set, and keeps following it. Throws when the database cannot be reached. */
export const openControls = async (
  store: Store,
  machine: Clock,
  {
    taskWait: defaultTaskWait = DEFAULT_TASK_WAIT_MS,
    quirks: defaultQuirks = NO_QUIRKS,
    waits = () => false,
  }: ControlsDefaults = {},
): Promise<Controls> => {
  const clock = createServerClock(machine);
  const injections = createInjections(store, waits);
  let reviewPolicy: ReviewPolicy = [];
  let taskWait = defaultTaskWait;
  let quirks = defaultQuirks;

  const apply = async (): Promise<void> => {
    const state = await readControls(store.reads);
    injections.replace(state.injections.map(injectionOf));
    reviewPolicy = state.reviewPolicy ? JSON.parse(state.reviewPolicy) : [];
    taskWait = state.taskWait ? Number(state.taskWait) : defaultTaskWait;
    quirks = quirksIn(state);
    await clock.obey(clockOf(state));
  };
  const quirksIn = (state: ControlsState): Quirks =>
    state.quirks === undefined ? defaultQuirks : quirksOf(state.quirks);
  /** One read after another, so that what was read first is never applied last. */
  const inOrder = inTurn();
  const obey = (): Promise<void> => inOrder(apply);
  const following = await store.peers.follow({ ...controlsVersion, obey });

  const change = async <T>(write: (tx: Queries, version: number) => Promise<T>): Promise<T> => {
    const { result, version } = await store.transaction(async (tx) => {
      const version = await lockControls(tx);
      const result = await write(tx, version);
      await writeVersion(tx, version);
      return { result, version };
    });
    await following.spread(version);
    return result;
  };
  return {
    clock,
    injections,
    get reviewPolicy() {
      return reviewPolicy;
    },
    get taskWait() {
      return taskWait;
    },
    get quirks() {
      return quirks;
    },
    change,
    setClock: (next) =>
      change(async (tx) => {
        const current = clockOf(await readControls(tx));
        await writeClock(tx, JSON.stringify(next(current, clock.machineNow())));
      }),
    setReviewPolicy: (policy) => change((tx) => writeReviewPolicy(tx, JSON.stringify(policy))),
    setTaskWait: (milliseconds) => change((tx) => writeTaskWait(tx, String(milliseconds ?? ''))),
    setQuirks: (next) =>
      change(async (tx) => {
        const changed = next(quirksIn(await readControls(tx)));
        await writeQuirks(tx, keptQuirks(changed));
        return changed;
      }),
    close: () => following.close(),
  };
};

const clockOf = ({ clock }: ControlsState): ClockSetting => (clock ? JSON.parse(clock) : UNMOVED);
