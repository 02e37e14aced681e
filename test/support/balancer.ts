import { setTimeout as sleep } from 'node:timers/promises';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { FleetNode } from './fleet.ts';

/** Default timeout, in milliseconds, after which a node that does not respond counts as gone. */
const PATIENCE = 3_000;
/** How long, in milliseconds, an unreachable node is avoided if there are others. */
const LEFT_OUT = 1_500;
/** How long an outage may last, in milliseconds, before it counts as a bug. */
const LONGEST_OUTAGE = 120_000;

const SERVER_ERROR = 'InternalServerException';

/** Calls as an account, on any node that responds. */
export interface Balancer {
  /**
   * Makes a call and retries it on other nodes if the connection failed or the server was unavailable,
   * as load balancers and SDKs do. The call must have a client token. Throws any other error.
   */
  call<T>(account: string, make: (client: PartnerCentralSelling) => Promise<T>): Promise<T>;
  /** Number of calls that got a response. */
  readonly answered: number;
  /** Number of retries by reason. */
  readonly repeated: ReadonlyMap<string, number>;
  /** A node to call. */
  pick(): FleetNode;
  close(): void;
}

/** @param nodes the nodes to choose from; may change */
export const balance = (
  nodes: () => readonly FleetNode[],
  signal: AbortSignal,
  patience = PATIENCE,
): Balancer => {
  const clients = new Map<string, PartnerCentralSelling>();
  const repeated = new Map<string, number>();
  let answered = 0;
  let turn = 0;
  /** Until when a node is avoided, by its endpoint. */
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

/** Returns why a call may be retried; undefined if its result is final. */
const reasonToRepeat = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { name, message, code = '' } = error as Error & { code?: string };
  if (name === SERVER_ERROR) return name;
  // First, because the SDK also gives the name TimeoutError to a connection that was reset, as by a node that stops.
  if (/ECONN|EPIPE|socket hang up|aborted/i.test(`${code} ${message}`)) return 'connection failed';
  return name === 'TimeoutError' ? 'no answer in time' : undefined;
};
