import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/index.ts';
import { PARTNER } from '../http.ts';
import { loadOpportunities, opportunityIdOf } from '../load-opportunities.ts';
import { timed } from '../numbers.ts';
import { analyze, type BenchStore, inPlaces } from '../places.ts';
import { type ServerProcess, startProcess } from '../processes.ts';
import type { Row } from '../report.ts';
import { type Client, createClient } from './client.ts';
import { closedLoop } from './closed-loop.ts';
import { type LoadResult, newRecord, type OpenLoopOptions, openLoop, resultOf } from './open-loop.ts';
import { refer, scenarios, start } from './scenarios.ts';

const COUNT = 1_000;
const WARM_UP = { perSecond: 300, seconds: 2 };
/** A closed loop of so many callers finds what a server can answer per second. */
const CALLERS = 64;
const WAITING_STARTS = 1_000;
/** Turns of a closed loop, an open one at half of its rate, and the same beside it. */
const TURNS = 5;
const TURN: Turn = { closedSeconds: 1, openSeconds: 2 };
/** Invitations are used up, so tasks have fewer. */
const TASK_TURN: Turn = { closedSeconds: 0.2, openSeconds: 0.8 };

interface Turn {
  closedSeconds: number;
  openSeconds: number;
}

/**
 * Measures latencies under a constant arrival rate, at half of what each scenario can have per second. Reads of one are
 * compared with a bare server that sends the same bytes at the same rate. `scene` measures the scenarios alone whose name has it.
 */
export const atHalfLoad = (storeKind: BenchStore, scene?: string) => (): Promise<Row[]> =>
  inPlaces(storeKind, async ({ folder, add }) => {
    const place = await add('data');
    const store = await openStore(place.location);
    await loadOpportunities(store, { catalog: 'Sandbox', account: PARTNER, count: COUNT });
    await store.close();
    await analyze(place.location);
    const cosell = await place.serve();
    const client = createClient(cosell.endpoint, 4 * CALLERS);
    const rows: Row[] = [];
    try {
      for (const { name, prepare } of scenarios.filter(({ name }) => name.includes(scene ?? ''))) {
        const act = await prepare({ client, count: COUNT });
        const bare = name === 'read one' ? await startBare(folder, client) : undefined;
        try {
          rows.push(
            ...latencyRows(name, await halfLoad({ server: cosell, act }, bare, name.startsWith('start'))),
          );
        } finally {
          await bare?.stop();
        }
      }
      if (scene === undefined) rows.push(await waitingStarts(client));
    } finally {
      client.close();
      await cosell.stop();
    }
    return rows;
  });

/** A server, and what is asked of it. */
interface Subject {
  server: ServerProcess;
  act(): Promise<unknown>;
}

/** How a server stood a load, and the share of that time in which it had work, but no core. */
interface Load extends LoadResult {
  waited: number;
}

interface Loads {
  ours: Load;
  bare: Load | undefined;
}

/**
 * By turns, because on a shared machine what a server can answer changes from one second to the next: half of what it could in a
 * quiet second is more than all that it can in a busy one, and then the queue grows for as long as the loop lasts.
 */
const halfLoad = async (ours: Subject, bare: Subject | undefined, isTask: boolean): Promise<Loads> => {
  const { closedSeconds, openSeconds } = isTask ? TASK_TURN : TURN;
  const cosell = recorderOf(ours);
  const beside = bare && recorderOf(bare);
  await openLoop(isTask ? { perSecond: 50, seconds: 2 } : WARM_UP, ours.act);
  if (bare) await openLoop(WARM_UP, bare.act);
  for (let turn = 0; turn < TURNS; turn++) {
    const most = await closedLoop(ours.act, { callers: CALLERS, seconds: closedSeconds });
    const rate = { perSecond: Math.max(1, Math.round(most / 2)), seconds: openSeconds };
    await cosell.run(rate);
    await beside?.run(rate);
  }
  return { ours: cosell.result(), bare: beside?.result() };
};

/** Adds up the open loops on one server. */
const recorderOf = ({ server, act }: Subject) => {
  const recorded = newRecord();
  let waitedMs = 0;
  return {
    run: async (rate: OpenLoopOptions): Promise<void> => {
      const before = server.eventLoopWaits();
      await openLoop(rate, act, recorded);
      waitedMs += server.eventLoopWaits() - before;
    },
    result: (): Load => ({ ...resultOf(recorded), waited: waitedMs / (1_000 * recorded.seconds) }),
  };
};

/** A bare node:http server with the same bytes. */
const startBare = async (folder: string, client: Client): Promise<Subject & { stop(): Promise<void> }> => {
  const input = { Catalog: 'Sandbox', Identifier: opportunityIdOf(1) };
  const bytes = join(folder, 'answer.json');
  writeFileSync(bytes, JSON.stringify(await client.call('GetOpportunity', input)));
  const file = fileURLToPath(new URL('../bare-http.ts', import.meta.url));
  const server = await startProcess(file, [bytes]);
  const to = createClient(server.endpoint, 4 * CALLERS);
  return {
    server,
    act: () => to.call('GetEngagementInvitation', input),
    stop: async () => {
      to.close();
      await server.stop();
    },
  };
};

/** The most that the 99th percentile may be, as a multiple of the bare server's. */
const MOST_OF_BARE = 4;

const latencyRows = (name: string, { ours, bare }: Loads): Row[] => {
  const row = (percentile: 'p50' | 'p99' | 'p999'): Row => ({
    name: `  ${percentile === 'p999' ? 'p99.9' : percentile}`,
    unit: 'ms',
    ours: ours.latencyMs[percentile],
    ...(bare && { beside: { name: 'bare node:http', value: bare.latencyMs[percentile] } }),
    ...(bare &&
      percentile === 'p99' && { target: { of: 'ratio', at: 'most', value: MOST_OF_BARE } as const }),
  });
  return [
    {
      name: `Half load: ${name}`,
      unit: 'per second',
      ours: ours.answeredPerSecond,
      curves: { cosell: ours.percentiles, ...(bare && { 'bare node:http': bare.percentiles }) },
    },
    row('p50'),
    row('p99'),
    row('p999'),
    {
      name: '  ready to run, but without a core',
      unit: '%',
      ours: 100 * ours.waited,
      ...(bare && { beside: { name: 'bare node:http', value: 100 * bare.waited } }),
    },
  ];
};

/** All at once: how long until the last one is answered. */
const waitingStarts = async (client: Client): Promise<Row> => {
  const invitations = await refer(client, WAITING_STARTS);
  const milliseconds = await timed(() => Promise.all(invitations.map((id) => start(client, id))));
  return {
    name: `${WAITING_STARTS.toLocaleString('en')} starts at once, until all are answered`,
    unit: 'ms',
    ours: milliseconds,
  };
};
