import { loadavg } from 'node:os';
import { openStore } from '../src/store/index.ts';
import { startCluster } from '../test/support/postgres-cluster.ts';
import { createHolder } from './hold.ts';
import { PARTNER } from './http.ts';
import { type Client, createClient } from './load/client.ts';
import { closedLoop } from './load/closed-loop.ts';
import { scenarios } from './load/scenarios.ts';
import { loadOpportunities } from './load-opportunities.ts';
import { median, medianRatio } from './numbers.ts';
import { analyze } from './places.ts';
import { type ServerProcess, startNode } from './processes.ts';
import { postgresCpu } from './processor-time.ts';
import type { Row } from './report.ts';

const COUNT = 1_000;
const ROUNDS = 4;
const SECONDS = 3;
const TASK_SECONDS = 1;
const WARM_UP_SECONDS = 1;
const MEASURED = /^(read one|create|start)/;
/** So many for each node that it always has something to do. */
const CALLERS = 16;
/** What two nodes have to do more than one. */
const LEAST = 1.8;

/** Measures what two nodes do on one PostgreSQL beside what one does, each held to as much of a core. */
export const twoNodes = async (): Promise<Row[]> => {
  const holder = createHolder();
  if (!holder) {
    process.stderr.write('Two nodes need four cores, or a user who may make control groups.\n');
    return [];
  }
  const cluster = await startCluster();
  const nodes: ServerProcess[] = [];
  try {
    const store = await openStore({ databaseUrl: cluster.url });
    await loadOpportunities(store, { catalog: 'Sandbox', account: PARTNER, count: COUNT });
    await store.close();
    await analyze({ databaseUrl: cluster.url });
    for (let node = 0; node < 2; node++) nodes.push(await startNode(cluster.url));
    const clients = nodes.map(({ endpoint }) => createClient(endpoint, CALLERS));
    const ready: { name: string; act: () => Promise<unknown> }[] = [];
    const route = { among: nodes.length };
    for (const { name, prepare } of scenarios.filter((scenario) => MEASURED.test(scenario.name))) {
      ready.push({ name, act: await prepare({ client: inTurn(clients, route), count: COUNT }) });
    }
    for (const [core, { pid }] of nodes.entries()) holder.hold(pid, core);
    const used = (): Used => ({
      node: nodes.reduce((sum, node) => sum + node.cpu(), 0),
      PostgreSQL: postgresCpu(cluster.folder),
      client: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
    });
    const rows: Row[] = [];
    for (const { name, act } of ready)
      rows.push(...(await compare({ name, act, route, used }, holder.words)));
    for (const client of clients) client.close();
    return [...rows, { name: 'Load of the machine meanwhile', unit: 'processes', ours: loadavg()[0] ?? 0 }];
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    holder.release();
    await cluster.remove();
  }
};

/** A client that calls the first nodes in turn. */
const inTurn = (clients: readonly Client[], route: { among: number }): Client => {
  let turn = 0;
  return {
    call: (...call) => (clients[turn++ % route.among] as Client).call(...call),
    close: () => {},
  };
};

/** Processor time so far, in milliseconds. */
type Used = Readonly<Record<'node' | 'PostgreSQL' | 'client', number>>;

interface Compared {
  name: string;
  act: () => Promise<unknown>;
  route: { among: number };
  used(): Used;
}

/** What so many nodes did: calls per second, and the processor time of one. */
interface Round {
  perSecond: number;
  ofOne: Used;
}

const compare = async (compared: Compared, share: string): Promise<Row[]> => {
  const [one, two]: [Round[], Round[]] = [[], []];
  await round(compared, 2, WARM_UP_SECONDS);
  for (let turn = 0; turn < ROUNDS; turn++) {
    // Invitations are used up, so tasks have less time.
    const seconds = compared.name.startsWith('start') ? TASK_SECONDS : SECONDS;
    one.push(await round(compared, 1, seconds));
    two.push(await round(compared, 2, seconds));
  }
  const perSecond = (rounds: readonly Round[]): number[] => rounds.map((each) => each.perSecond);
  const ofOne = (rounds: readonly Round[], part: keyof Used): number =>
    median(rounds.map((each) => each.ofOne[part]));
  const beside = (value: number) => ({ name: 'one such node', value });
  return [
    {
      name: `Two nodes, each with ${share}: ${compared.name}`,
      unit: 'per second',
      ours: median(perSecond(two)),
      beside: beside(median(perSecond(one))),
      ratio: medianRatio(perSecond(two), perSecond(one)),
      target: { of: 'ratio', at: 'least', value: LEAST },
    },
    ...(['node', 'PostgreSQL', 'client'] as const).map((part) => ({
      name: `  processor time of one: ${part}`,
      unit: 'ms',
      ours: ofOne(two, part),
      beside: beside(ofOne(one, part)),
    })),
    {
      name: '  so that a core of PostgreSQL carries',
      unit: 'per second',
      ours: 1_000 / ofOne(two, 'PostgreSQL'),
      beside: beside(1_000 / ofOne(one, 'PostgreSQL')),
    },
  ];
};

const round = async ({ act, route, used }: Compared, among: number, seconds: number): Promise<Round> => {
  route.among = among;
  let done = 0;
  const began = used();
  const counted = async (): Promise<void> => {
    await act();
    done++;
  };
  const perSecond = await closedLoop(counted, { callers: CALLERS * among, seconds });
  const ended = used();
  const each = (part: keyof Used): number => (ended[part] - began[part]) / done;
  return {
    perSecond,
    ofOne: { node: each('node'), PostgreSQL: each('PostgreSQL'), client: each('client') },
  };
};
