/** A queue that serves its keys in turn, and the items of one key in the order in which they came. */
export interface FairQueue<T> {
  readonly size: number;
  /** Adds an item. Items without a key do not share a turn: each counts as a key of its own. */
  push(key: string | undefined, item: T): void;
  /** Takes the next item. Returns undefined if there is none. */
  shift(): T | undefined;
  /** Returns how many items of a key wait. */
  sizeOf(key: string): number;
}

/** The items of one key, in a ring of all keys that have items. */
interface Lane<T> {
  readonly key: string | undefined;
  first: Item<T>;
  last: Item<T>;
  size: number;
  next: Lane<T>;
}

interface Item<T> {
  readonly value: T;
  next: Item<T> | undefined;
}

/** Every operation takes constant time. Keys without items take no memory. */
export const createFairQueue = <T>(): FairQueue<T> => {
  const lanes = new Map<string, Lane<T>>();
  /** The lane that had the last turn; `next` has the next one. Undefined if there are no lanes. */
  let latest: Lane<T> | undefined;
  let size = 0;

  /** A new lane has its turn after all others. */
  const addLane = (key: string | undefined, item: Item<T>): void => {
    const lane = { key, first: item, last: item, size: 1 } as Lane<T>;
    lane.next = latest ? latest.next : lane;
    if (latest) latest.next = lane;
    latest = lane;
    if (key !== undefined) lanes.set(key, lane);
  };
  const removeNext = (before: Lane<T>, lane: Lane<T>): void => {
    latest = lane === before ? undefined : before;
    before.next = lane.next;
    if (lane.key !== undefined) lanes.delete(lane.key);
  };

  return {
    get size() {
      return size;
    },
    push: (key, value) => {
      size += 1;
      const item: Item<T> = { value, next: undefined };
      const lane = key === undefined ? undefined : lanes.get(key);
      if (!lane) return addLane(key, item);
      lane.last.next = item;
      lane.last = item;
      lane.size += 1;
    },
    shift: () => {
      if (!latest) return undefined;
      const lane = latest.next;
      const { value, next } = lane.first;
      size -= 1;
      if (next === undefined) removeNext(latest, lane);
      else {
        lane.first = next;
        lane.size -= 1;
        latest = lane;
      }
      return value;
    },
    sizeOf: (key) => lanes.get(key)?.size ?? 0,
  };
};
