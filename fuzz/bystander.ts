import { opportunity } from '../test/support/data.ts';
import { clientOf } from './known.ts';
import type { Target } from './send.ts';
import { ACCOUNTS } from './server.ts';

/** Another account, which reads one of its opportunities again and again. */
export interface Bystander {
  /** Forgets what was measured so far. */
  reset(): void;
  /** The response time in milliseconds that 99 % of its requests stay below, and the number of requests that failed. */
  read(): { p99: number; count: number; failed: number };
  stop(): Promise<void>;
}

const PAUSE_MS = 10;

export const startBystander = async (target: Target): Promise<Bystander> => {
  const client = clientOf(target, ACCOUNTS[1]);
  const { Id: Identifier } = await client.createOpportunity(opportunity());
  let times: number[] = [];
  let failed = 0;
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      const began = performance.now();
      await client.getOpportunity({ Catalog: 'Sandbox', Identifier }).catch(() => {
        failed++;
      });
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  const running = run();
  return {
    reset: () => {
      times = [];
      failed = 0;
    },
    read: () => {
      const sorted = times.toSorted((a, b) => a - b);
      return { p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, count: sorted.length, failed };
    },
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
};
