import { createRing } from '../../kit/flow/ring.ts';
import type { Timestamp } from '../../model/contract.ts';
import type { ErrorCode } from './outcome.ts';
import type { TargetKind } from './targets/target.ts';

/** What became of an event at a target: `passedOver` without an attempt, because this server sends nothing to the target. */
export type DeliveryOutcome = 'delivered' | 'retry' | 'dead' | 'passedOver';

/** An attempt to deliver an event to a target. It has no header, no body and no secret. */
export interface Delivery {
  /** When it ended, by the server's clock, and by the machine's in milliseconds. */
  time: Timestamp;
  realTimeMs: number;
  /** The account of the target; empty for a webhook. */
  account: string;
  /** The subscription: `rule/<rule name>/<target id>`, or `webhook/<name>`. */
  target: string;
  kind: TargetKind;
  event: { id: string; type: string; account: string; sequence: number };
  outcome: DeliveryOutcome;
  /** 1 for the first; 0 if it was passed over. */
  attempt: number;
  /** Whether it was redriven, or replayed. */
  isAgain: boolean;
  milliseconds: number;
  /** The HTTP status of the answer, if the target answers by HTTP. */
  status?: number | undefined;
  failure?: { code: ErrorCode; message: string } | undefined;
  /** When the next attempt is due. */
  retryAt?: Timestamp | undefined;
  /** The id of the dead letter that it became, or still is. */
  deadLetter?: string | undefined;
  /** Absent if it was not traced. */
  traceId?: string | undefined;
}

/** Selects deliveries; what is absent selects all. */
export interface DeliveryFilter {
  account?: string | undefined;
  rule?: string | undefined;
  target?: string | undefined;
  outcome?: DeliveryOutcome | undefined;
  /** The id of an event. */
  event?: string | undefined;
}

/** The newest attempts of this node, in memory. */
export interface DeliveryHistory {
  /** How many it has room for. */
  readonly capacity: number;
  /** Notes an attempt, once what follows from it is stored. Costs one object. */
  note(delivery: Delivery): void;
  /** Returns attempts, newest first, older than the position `after`. `next` is the position of the last one if there are further. */
  list(
    filter: DeliveryFilter,
    page: { after?: number | undefined; limit: number },
  ): { deliveries: Delivery[]; next?: number };
  /** Forgets all attempts. Returns how many there were. */
  clear(): number;
  /** Calls `listener` with each further attempt. Returns the function that ends this. */
  onEntry(listener: (delivery: Delivery) => void): () => void;
}

/** Creates an empty history. A list costs one comparison per attempt that is kept. */
export const createDeliveryHistory = (capacity: number): DeliveryHistory => {
  const ring = createRing<Delivery>(capacity);
  const listeners = new Set<(delivery: Delivery) => void>();
  return {
    capacity,
    note: (delivery) => {
      ring.add(delivery);
      for (const listener of listeners) listener(delivery);
    },
    list: (filter, { after, limit }) => {
      const deliveries: Delivery[] = [];
      let last = 0;
      for (const { item, position } of ring.newest(after)) {
        if (!matches(item, filter)) continue;
        if (deliveries.length === limit) return { deliveries, next: last };
        deliveries.push(item);
        last = position;
      }
      return { deliveries };
    },
    clear: ring.clear,
    onEntry: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

const matches = (delivery: Delivery, { account, rule, target, outcome, event }: DeliveryFilter): boolean =>
  (account === undefined || delivery.account === account) &&
  (target === undefined || delivery.target === target) &&
  (rule === undefined || delivery.target.startsWith(`rule/${rule}/`)) &&
  (outcome === undefined || delivery.outcome === outcome) &&
  (event === undefined || delivery.event.id === event);
