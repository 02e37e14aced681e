import type { ReadySubscription } from '../../store/repositories/deliveries.ts';

/** A run of deliveries for one subscription. */
export interface Placed {
  key: ReadySubscription;
  /** When it began, in milliseconds of a monotonic clock. */
  began: number;
}

/** Milliseconds after which a run no longer counts against the concurrency: its target hangs, or has a long backlog. */
const SLOW_MS = 1_000;
/** All runs, slow ones included, may be up to this multiple of the concurrency. */
const MOST = 8;
/** Those of one account may be up to this multiple, so that several accounts have to hang to take all places. */
const MOST_OF_ACCOUNT = 2;
/** The first run of an account may begin up to this multiple, although others take all of the concurrency. */
const MOST_FIRST = 2;

/**
 * Chooses the runs to begin, in this order. Accounts take turns, so that the many targets of one hold up no other.
 * Retries have a limit of their own, so that they do not hold up the rest. Cost: a sort of what is ready.
 */
export const chooseRuns = (
  ready: readonly ReadySubscription[],
  running: Iterable<Placed>,
  { concurrency, now }: { concurrency: number; now: number },
): ReadySubscription[] => {
  const taken = { all: 0, retry: 0, first: 0 };
  const ofAccount = new Map<string, number>();
  const count = (key: ReadySubscription, isSlow: boolean): void => {
    taken.all += 1;
    if (!isSlow) taken[kindOf(key)] += 1;
    ofAccount.set(partyOf(key), (ofAccount.get(partyOf(key)) ?? 0) + 1);
  };
  for (const { key, began } of running) count(key, now - began >= SLOW_MS);

  const chosen: ReadySubscription[] = [];
  for (const key of inTurns(ready, ofAccount)) {
    if (taken.all >= concurrency * MOST) break;
    const own = ofAccount.get(partyOf(key)) ?? 0;
    const hasPlace = taken[kindOf(key)] < concurrency * (own === 0 ? MOST_FIRST : 1);
    if (!hasPlace || own >= concurrency * MOST_OF_ACCOUNT) continue;
    count(key, false);
    chosen.push(key);
  }
  return chosen;
};

/** The subscriptions in the order in which accounts get places: those that have the fewest first. */
const inTurns = (
  ready: readonly ReadySubscription[],
  running: ReadonlyMap<string, number>,
): ReadySubscription[] => {
  const next = new Map(running);
  const ranked = ready.map((key) => {
    const rank = next.get(partyOf(key)) ?? 0;
    next.set(partyOf(key), rank + 1);
    return { key, rank };
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ key }) => key);
};

const kindOf = ({ next_attempt_at }: ReadySubscription): 'retry' | 'first' =>
  next_attempt_at === '' ? 'first' : 'retry';

/** Whose turn it is: an account's, or a webhook's own, because the operator chooses those. */
export const partyOf = ({ account_id, id }: Pick<ReadySubscription, 'account_id' | 'id'>): string =>
  account_id || id;
