import { setTimeout as sleep } from 'node:timers/promises';
import type { EventEnvelope } from '../../src/events/catalogue.ts';
import type { Balancer } from './balancer.ts';

/** A client that follows the feed page by page, on any node that responds. */
export interface FeedReader {
  /** The events read, in order. */
  readonly events: readonly EventEnvelope[];
  /** Number of failed requests. */
  readonly failures: number;
  /** Resolves once the reader has ended, after `signal` aborts. */
  readonly ended: Promise<void>;
}

const PAGE = 200;
const PATIENCE = 3_000;
const PAUSE = 25;

/** Follows the feed of one account or of all from the beginning. */
export const followFeed = (balancer: Balancer, account: string, signal: AbortSignal): FeedReader => {
  const events: EventEnvelope[] = [];
  let failures = 0;
  const follow = async (): Promise<void> => {
    for (let after = '0'; !signal.aborted; ) {
      const query = new URLSearchParams({ account, after, limit: String(PAGE) });
      const limits = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
      try {
        const answer = await fetch(`${balancer.pick().endpoint}/_cosell/events?${query}`, { signal: limits });
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        const page = (await answer.json()) as { events: EventEnvelope[]; next: string };
        events.push(...page.events);
        after = page.next;
      } catch {
        failures += 1;
      }
      await sleep(PAUSE, undefined, { signal }).catch(() => {});
    }
  };
  return {
    events,
    get failures() {
      return failures;
    },
    ended: follow(),
  };
};
