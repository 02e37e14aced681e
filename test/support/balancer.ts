import { setTimeout as sleep } from 'node:timers/promises';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { FleetNode } from './fleet.ts';

/** Milliseconds after which, if nothing else is said, a node that does not answer counts as gone. */
const PATIENCE = 3_000;
/** Milliseconds for which a node that could not be reached, or did not answer, is left out where there are others. */
const LEFT_OUT = 1_500;
/** Milliseconds after which an outage is no outage any more, but a bug. */
const LONGEST_OUTAGE = 120_000;

const SERVER_ERROR = 'InternalServerException';

/** Calls as an account, on whichever node answers. */
export interface Balancer {
  /**
   * Makes a call, and makes it again on other nodes where the connection failed or the server says that it could not,
   * as load balancers and SDKs do. It must bring its client token along. Throws any other error.
   */
  call<T>(account: string, make: (client: PartnerCentralSelling) => Promise<T>): Promise<T>;
  /** How many calls were answered. */
  readonly answered: number;
  /** How often a call was made again, by the reason. */
  readonly repeated: ReadonlyMap<string, number>;
  /** A node that may answer. */
  pick(): FleetNode;
  close(): void;
}

/** @param nodes those to choose from, which may change. */
export const balance = (
  nodes: () => readonly FleetNode[],
  signal: AbortSignal,
  patience = PATIENCE,
): Balancer => {
  const clients = new Map<string, PartnerCentralSelling>();
  const repeated = new Map<string, number>();
  let answered = 0;
  let turn = 0;
  /** Until when a node is left out, by where it listens. */
  const leftOut = new Map<string, number>();

  const pick = (): FleetNode => {
    const all = nodes().filter((node) => node.endpoint !== undefined);
    const good = all.filter(({ endpoint = '' }) => (leftOut.get(endpoint) ?? 0) < Date.now());
    const choice = good.length > 0 ? good : all;
    const node = choice[turn++ % choice.length];
    if (!node) throw new Error('No node has been up yet');
    return node;
  };
  const clientAt = (endpoint: string, account: string): PartnerCentralSelling => {
    const key = `${endpoint} ${account}`;
    const known = clients.get(key);
    if (known) return known;
    const client = new PartnerCentralSelling({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: account, secretAccessKey: 'secret' },
      maxAttempts: 1,
      requestHandler: {
        connectionTimeout: patience,
        requestTimeout: patience,
        throwOnRequestTimeout: true,
      },
    });
    clients.set(key, client);
    return client;
  };
  return {
    get answered() {
      return answered;
    },
    repeated,
    pick,
    call: async (account, make) => {
      const since = Date.now();
      for (;;) {
        signal.throwIfAborted();
        const { endpoint = '' } = pick();
        try {
          const answer = await make(clientAt(endpoint, account));
          answered += 1;
          return answer;
        } catch (error) {
          const reason = reasonToRepeat(error);
          if (reason === undefined || Date.now() - since > LONGEST_OUTAGE) throw error;
          repeated.set(reason, (repeated.get(reason) ?? 0) + 1);
          if (reason !== SERVER_ERROR) leftOut.set(endpoint, Date.now() + LEFT_OUT);
        }
        await sleep(20 + Math.random() * 80, undefined, { signal });
      }
    },
    close: () => {
      for (const client of clients.values()) client.destroy();
    },
  };
};

/** Why a call may be made again; undefined where it was answered for good. */
const reasonToRepeat = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { name, message, code = '' } = error as Error & { code?: string };
  if (name === SERVER_ERROR) return name;
  if (name === 'TimeoutError') return 'no answer in time';
  return /ECONN|EPIPE|socket hang up|aborted/i.test(`${code} ${message}`) ? 'connection failed' : undefined;
};
