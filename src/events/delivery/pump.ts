import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/flow/clock.ts';
import { once } from '../../kit/flow/once.ts';
import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import type { Signal } from '../../kit/flow/signal.ts';
import type { Ids } from '../../model/identifiers.ts';
import type { Store } from '../../store/index.ts';
import {
  endLeases,
  findReadySubscriptions,
  hasSubscriptions,
  type ReadySubscription,
} from '../../store/repositories/deliveries.ts';
import type { DeliveryServices } from './attempt.ts';
import type { TargetOptions } from './targets/index.ts';
import { subscribeWebhooks } from './webhooks.ts';

export interface PumpOptions extends TargetOptions {
  store: Store;
  clock: Clock;
  ids: Ids;
  recorded: Signal;
  /** Whether no other process uses the store: then no lease of an earlier one holds. */
  isAlone: boolean;
  /** Told of what goes wrong beside the targets themselves. It is tried again. */
  onError(error: unknown): void;
  /** Targets that are delivered to at once, and as many that failed before. Default 64. */
  concurrency?: number;
}

/** Delivers the events of this store to targets, beside other nodes that do the same. */
export interface Pump {
  /** Subscribes the webhooks, and begins. */
  start(): Promise<void>;
  /** Whether nothing is under way and a look found nothing to do now. */
  isIdle(): Promise<boolean>;
  /** Ends after what is in hand, which has a few seconds, and gives the leases back. */
  stop(): Promise<void>;
}

/** Milliseconds between looks for what nobody told of: events of other nodes, retries, subscriptions of dead nodes. */
const POLL = 1_000;
/** The least time between two looks, in milliseconds: what comes in between shares one. */
const PAUSE = 20;
/** The same while there is no subscription: rules are made seldom. */
const LONG_PAUSE = 250;
/** Milliseconds after which a target takes no place from others any more: it hangs, or has much to get. */
const SLOW = 1_000;
/** Up to so many times the places. */
const MOST = 8;
/** Milliseconds that attempts in hand have once the pump stops. */
const GRACE = 3_000;

export const createPump = (options: PumpOptions): Pump => {
  const { store, clock, ids, recorded, onError, concurrency = 64 } = options;
  // Not of `ids`, which a test may make repeatable: no two nodes may have the same name.
  const owner = randomUUID();
  const running = new Map<string, { isRetry: boolean; began: number; ended: Promise<void> }>();
  /** First no further attempts, then none in hand either. */
  const ending = new AbortController();
  const aborting = new AbortController();
  let started = false;
  let polling: NodeJS.Timeout | undefined;
  let forget = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  /** Counts what may have brought something to do. */
  let occasions = 0;
  let lastLook = Number.NEGATIVE_INFINITY;
  /** Whether there ever was a subscription. */
  let hasAny = false;
  /** Whether the last look found more than there were places for. */
  let hasMore = false;

  /** Loads what delivers only once there is something to deliver. */
  const load = once(async (): Promise<DeliveryServices> => {
    const { createTargets } = await import('./targets/index.ts');
    const targets = createTargets(options);
    closeTargets = targets.close;
    return { store, clock, ids, owner, targets };
  });
  let closeTargets = (): void => {};

  const wake = (): void => {
    occasions += 1;
    lookSoon();
  };

  const lookSoon = (): void => {
    if (!started || ending.signal.aborted || timer) return;
    const wait = lastLook + (hasAny ? PAUSE : LONG_PAUSE) - performance.now();
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
    findReadySubscriptions(store.reads, { owner, now: clock.now(), machineNow: new Date().toISOString() });

  const look = async (): Promise<void> => {
    if (ending.signal.aborted) return;
    lastLook = performance.now();
    hasAny ||= await hasSubscriptions(store.reads);
    if (!hasAny) return;
    const ready = (await findReady()).filter((key) => !running.has(nameOf(key)));
    hasMore = false;
    for (const key of ready) if (!begin(key)) hasMore = true;
  };

  /** Begins to deliver, if there is a place. Those that failed before have places of their own. */
  const begin = (key: ReadySubscription): boolean => {
    const isRetry = key.next_attempt_at !== '';
    const now = performance.now();
    const taken = [...running.values()].filter((run) => run.isRetry === isRetry && now - run.began < SLOW);
    const hasPlace = taken.length < concurrency && running.size < concurrency * MOST;
    if (!hasPlace || ending.signal.aborted) return false;
    const seen = occasions;
    const ended = deliver(key)
      .catch((error) => {
        onError(error);
        return false;
      })
      .then((wasBusy) => {
        running.delete(nameOf(key));
        // Something may have come that this run has not seen. Where there was nothing at all, only the poll looks again.
        if (wasBusy || hasMore || occasions !== seen) lookSoon();
      });
    running.set(nameOf(key), { isRetry, began: now, ended });
    return true;
  };

  const deliver = async (key: ReadySubscription): Promise<boolean> => {
    const [{ deliverFor }, loaded] = await Promise.all([import('./deliver.ts'), load()]);
    return deliverFor(loaded, key, { ending: ending.signal, aborting: aborting.signal });
  };

  return {
    start: async () => {
      await store.transaction(async (tx) => {
        if (options.isAlone) await endLeases(tx);
        await subscribeWebhooks(tx, options.webhooks);
      });
      started = true;
      polling = setInterval(wake, POLL).unref();
      forget = recorded.listen(wake);
      clock.onJump(wake);
      wake();
    },
    isIdle: async () => running.size === 0 && (await findReady()).length === 0,
    stop: async () => {
      ending.abort();
      clearInterval(polling);
      clearTimeout(timer);
      forget();
      await looking.ended();
      const grace = setTimeout(() => aborting.abort(), GRACE);
      await Promise.all([...running.values()].map(({ ended }) => ended));
      clearTimeout(grace);
      closeTargets();
    },
  };
};

const nameOf = ({ account_id, id }: ReadySubscription): string => `${account_id}/${id}`;
