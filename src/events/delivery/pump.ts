import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../../kit/flow/clock.ts';
import { createFairTurns } from '../../kit/flow/fair-turns.ts';
import { once } from '../../kit/flow/once.ts';
import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import { breathe } from '../../kit/flow/pace.ts';
import {
  clearInterval,
  clearTimeout,
  nowMs,
  performance,
  setInterval,
  setTimeout,
} from '../../kit/flow/real-time.ts';
import type { Signal } from '../../kit/flow/signal.ts';
import type { Tracing } from '../../kit/trace/span.ts';
import type { Ids } from '../../model/identifiers.ts';
import type { CosellMeters } from '../../model/metrics/counted.ts';
import type { Store } from '../../store/index.ts';
import {
  endLeases,
  findReadySubscriptions,
  hasSubscriptions,
  makeRetriesDue,
  type ReadySubscription,
} from '../../store/repositories/deliveries.ts';
import type { DeliveryHistory } from './history.ts';
import { chooseRuns, type Placed } from './places.ts';
import type { TargetOptions } from './targets/index.ts';
import { subscribeWebhooks } from './webhooks.ts';

export interface PumpOptions extends TargetOptions {
  store: Store;
  clock: Clock;
  ids: Ids;
  recorded: Signal;
  meters: CosellMeters;
  /** Absent if nothing is traced. */
  tracing?: Tracing | undefined;
  /** Whether no other process uses the store. Then every lease that is left is void. */
  isAlone: boolean;
  log: Logger;
  /** Where attempts are noted; absent if it is off. */
  history?: Pick<DeliveryHistory, 'note'> | undefined;
  /** Called with errors other than those of targets. The pump retries after them. */
  onError(error: unknown): void;
  /** Targets delivered to at the same time; the same number again for targets that failed before, and more as in `places.ts`. Default 64. */
  concurrency?: number;
}

/** Delivers the events of a store to targets, beside other nodes that do the same. */
export interface Pump {
  /** Subscribes the webhooks and begins. */
  start(): Promise<void>;
  /** Whether nothing is running and a query finds nothing to do now. */
  isIdle(): Promise<boolean>;
  /** Stops after the running attempts, which have a few seconds, and releases the leases. */
  stop(): Promise<void>;
}

/** Milliseconds between polls, which find other nodes' events, retries and the subscriptions of dead nodes. */
const POLL_MS = 1_000;
/** The least time between two scans, in milliseconds: signals within it share one scan. */
const PAUSE_MS = 20;
/** The same while there is no subscription, because rules are seldom created. */
const LONG_PAUSE_MS = 250;
/** Steps of matching events and making inputs in one turn of the event loop: a few milliseconds. */
const STEPS_PER_TURN = 40_000;
/** Milliseconds that running attempts have left when the pump stops. */
const GRACE_MS = 3_000;

export const createPump = (options: PumpOptions): Pump => {
  const { store, clock, ids, recorded, history, isAlone, onError, concurrency = 64 } = options;
  // Not from `ids`, which a test may make repeatable: each node needs a unique name.
  const owner = randomUUID();
  const running = new Map<string, Placed & { ended: Promise<void> }>();
  /** `ending` prevents further attempts; `aborting` then cancels the running ones. */
  const ending = new AbortController();
  const aborting = new AbortController();
  let started = false;
  let polling: NodeJS.Timeout | undefined;
  let forget = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  /** Counts the signals that there may be something to deliver. */
  let occasions = 0;
  let lastLook = Number.NEGATIVE_INFINITY;
  /** Whether a subscription was ever found. */
  let hasAny = false;
  /** Whether the last scan found more than it could begin. */
  let hasMore = false;

  /** Loads the delivery modules when there is something to deliver. */
  const load = once(async () => {
    const { deliverFor } = await import('./deliver.ts');
    await breathe();
    const { createTargets } = await import('./targets/index.ts');
    const turns = createFairTurns(STEPS_PER_TURN);
    const targets = createTargets(options, turns);
    closeTargets = targets.close;
    const { tracing, log, meters } = options;
    const services = { store, clock, ids, owner, isAlone, tracing, log, targets, turns, history, meters };
    const signals = { ending: ending.signal, aborting: aborting.signal };
    return (key: ReadySubscription) => deliverFor(services, key, signals);
  });
  let closeTargets = (): void => {};

  const wake = (): void => {
    occasions += 1;
    lookSoon();
  };

  const lookSoon = (): void => {
    if (!started || ending.signal.aborted || timer) return;
    const wait = lastLook + (hasAny ? PAUSE_MS : LONG_PAUSE_MS) - performance.now();
    if (wait > 0) {
      timer = setTimeout(() => {
        timer = undefined;
        lookSoon();
      }, wait).unref();
      return;
    }
    void looking.run();
  };
  const looking = oneAtATime(() => look().catch(onError));

  const findReady = (): Promise<ReadySubscription[]> =>
    findReadySubscriptions(store.reads, {
      ...{ owner, now: clock.now() },
      ...(isAlone && { machineNow: new Date(nowMs()).toISOString() }),
    });

  const look = async (): Promise<void> => {
    if (ending.signal.aborted) return;
    // In a turn that has time for the scan: what was just recorded has spent this one.
    await breathe();
    lastLook = performance.now();
    hasAny ||= await hasSubscriptions(store.reads);
    if (!hasAny) return;
    const ready = (await findReady()).filter((key) => !running.has(nameOf(key)));
    if (ending.signal.aborted) return;
    const chosen = chooseRuns(ready, running.values(), { concurrency, now: performance.now() });
    hasMore = chosen.length < ready.length;
    for (const key of chosen) {
      await breathe();
      if (ending.signal.aborted) return;
      begin(key);
    }
  };

  const begin = (key: ReadySubscription): void => {
    const seen = occasions;
    const ended = load()
      .then((deliver) => deliver(key))
      .catch((error) => {
        onError(error);
        return false;
      })
      .then((wasBusy) => {
        running.delete(nameOf(key));
        // An event may have been recorded after this run's last read. If the run found nothing at all, the poll is
        // enough.
        if (wasBusy || hasMore || occasions !== seen) lookSoon();
      });
    running.set(nameOf(key), { key, began: performance.now(), ended });
  };

  return {
    start: async () => {
      await store.transaction(async (tx) => {
        if (isAlone) await endLeases(tx);
        await subscribeWebhooks(tx, options.webhooks);
        await makeRetriesDue(tx, clock.now());
      });
      started = true;
      polling = setInterval(wake, POLL_MS).unref();
      forget = recorded.listen(wake);
      clock.onJump(() =>
        store
          .transaction((tx) => makeRetriesDue(tx, clock.now()))
          .catch(onError)
          .then(wake),
      );
      wake();
    },
    isIdle: async () => running.size === 0 && (await findReady()).length === 0,
    stop: async () => {
      ending.abort();
      clearInterval(polling);
      clearTimeout(timer);
      forget();
      await looking.ended();
      const grace = setTimeout(() => aborting.abort(), GRACE_MS);
      await Promise.all([...running.values()].map(({ ended }) => ended));
      clearTimeout(grace);
      closeTargets();
    },
  };
};

const nameOf = ({ account_id, id }: ReadySubscription): string => `${account_id}/${id}`;
