import type { Clock } from '../kit/flow/clock.ts';
import { inTurn } from '../kit/flow/in-turn.ts';
import { createSignal, type Signal } from '../kit/flow/signal.ts';
import type { OperationName, Timestamp } from '../model/contract.ts';
import { keptQuirks, NO_QUIRKS, type Quirks, quirksOf } from '../model/quirks.ts';
import { DEFAULT_TASK_WAIT_MS } from '../model/task-wait.ts';
import { type QuotaSetting, type Quotas, quotasOf } from '../rules/access/quotas.ts';
import type { Store } from '../store/index.ts';
import {
  type ControlsState,
  controlsVersion,
  lockControls,
  readControls,
  writeClock,
  writeQuirks,
  writeQuotas,
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
 * What the operator has set. The database holds it; each server caches it in memory, so that reading it costs no query.
 */
export interface Controls {
  /** The server's clock, which defines "now" for everything in the API. */
  readonly clock: ServerClock;
  readonly injections: KnownInjections;
  readonly reviewPolicy: ReviewPolicy;
  /** How long a Start… operation waits for the end of its task, in milliseconds. */
  readonly taskWait: number;
  /** The quirks that are on. */
  readonly quirks: Quirks;
  /** The quotas of each account. The object is another one after each change. */
  readonly quotas: Quotas;
  readonly quotaSetting: QuotaSetting;
  /** Announces each change, before `change` resolves: what else is cached of the database has to be read again, and what a caller may do decided again. */
  readonly changed: Signal;
  /** Sets the clock to what `next` returns for the current setting. Resolves once every server has applied it. */
  setClock(next: (current: ClockSetting, machineNow: Timestamp) => ClockSetting): Promise<void>;
  setReviewPolicy(policy: ReviewPolicy): Promise<void>;
  /** Undefined restores the value that each server was started with. */
  setTaskWait(milliseconds: number | undefined): Promise<void>;
  /** Sets the quirks to what `next` returns for those that are on, and returns them. */
  setQuirks(next: (current: Quirks) => Quirks): Promise<Quirks>;
  /** Undefined restores the setting that each server was started with. */
  setQuotas(setting: QuotaSetting | undefined): Promise<void>;
  /**
   * Changes the controls in one transaction. Changes are serialized over all servers; `version` counts them. Resolves once
   * every server has applied the change; a server that hangs is waited for up to a timeout (kit/sql/peers.ts).
   */
  change<T>(write: (tx: Queries, version: number) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What applies on a server until the operator sets something else. */
export interface ControlsDefaults {
  taskWait?: number | undefined;
  quirks?: Quirks | undefined;
  /** Default `off`. */
  quotas?: QuotaSetting | undefined;
  /** Whether an operation waits for the end of the task that it starts. Default false. */
  waits?: ((operation: OperationName) => boolean) | undefined;
}

/** Reads the controls and follows their changes. Throws if the database cannot be reached. */
export const openControls = async (
  store: Store,
  machine: Clock,
  {
    taskWait: defaultTaskWait = DEFAULT_TASK_WAIT_MS,
    quirks: defaultQuirks = NO_QUIRKS,
    quotas: defaultQuotas = 'off',
    waits = () => false,
  }: ControlsDefaults = {},
): Promise<Controls> => {
  const clock = createServerClock(machine);
  const injections = createInjections(store, waits);
  const changed = createSignal();
  let reviewPolicy: ReviewPolicy = [];
  let taskWait = defaultTaskWait;
  let quirks = defaultQuirks;
  let quotaSetting = defaultQuotas;
  let quotas = quotasOf(quotaSetting);

  const apply = async (): Promise<void> => {
    const state = await readControls(store.reads);
    injections.replace(state.injections.map(injectionOf));
    reviewPolicy = state.reviewPolicy ? JSON.parse(state.reviewPolicy) : [];
    taskWait = state.taskWait ? Number(state.taskWait) : defaultTaskWait;
    quirks = quirksIn(state);
    quotaSetting = state.quotas ? JSON.parse(state.quotas) : defaultQuotas;
    quotas = quotasOf(quotaSetting);
    await clock.obey(clockOf(state));
    changed.announce();
  };
  const quirksIn = (state: ControlsState): Quirks =>
    state.quirks === undefined ? defaultQuirks : quirksOf(state.quirks);
  /** Serializes the reads, so that an older state is never applied after a newer one. */
  const inOrder = inTurn();
  const obey = (): Promise<void> => inOrder(apply);
  const following = await store.peers.follow({ ...controlsVersion, obey });

  const change = async <T>(write: (tx: Queries, version: number) => Promise<T>): Promise<T> => {
    const { result, version } = await store.transaction(async (tx) => {
      const version = await lockControls(tx);
      const result = await write(tx, version);
      return { result, version: await writeVersion(tx, version) };
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
    get quotas() {
      return quotas;
    },
    get quotaSetting() {
      return quotaSetting;
    },
    changed,
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
    setQuotas: (setting) =>
      change((tx) => writeQuotas(tx, setting === undefined ? '' : JSON.stringify(setting))),
    close: () => following.close(),
  };
};

const clockOf = ({ clock }: ControlsState): ClockSetting => (clock ? JSON.parse(clock) : UNMOVED);
