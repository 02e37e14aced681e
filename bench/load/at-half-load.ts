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
import { type LoadResult, openLoop } from './open-loop.ts';
import { refer, type Scenario, scenarios, start } from './scenarios.ts';

const COUNT = 1_000;
const SECONDS = 8;
const WARM_UP = { perSecond: 300, seconds: 2 };
/** A closed loop of so many callers finds what a server can answer per second. */
const CALLERS = 64;
const CLOSED_SECONDS = 3;
const WAITING_STARTS = 1_000;

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
      for (const scenario of scenarios.filter(({ name }) => name.includes(scene ?? ''))) {
        const act = await scenario.prepare({ client, count: COUNT });
        const { perSecond, result } = await halfLoad(act, scenario);
        const bare = scenario.name === 'read one' ? await bareAt(folder, client, perSecond) : undefined;
        rows.push(...latencyRows(scenario.name, result, bare));
      }
      if (scene === undefined) rows.push(await waitingStarts(client));
    } finally {
      client.close();
      await cosell.stop();
    }
    return rows;
  });

const halfLoad = async (
  act: () => Promise<unknown>,
  { name }: Pick<Scenario, 'name'>,
): Promise<{ perSecond: number; result: LoadResult }> => {
  // Invitations are used up, so tasks have fewer.
  const isTask = name.startsWith('start');
  await openLoop(isTask ? { perSecond: 50, seconds: 2 } : WARM_UP, act);
  const most = await closedLoop(act, { callers: CALLERS, seconds: isTask ? 1 : CLOSED_SECONDS });
  const perSecond = Math.max(1, Math.round(most / 2));
  return { perSecond, result: await openLoop({ perSecond, seconds: isTask ? 4 : SECONDS }, act) };
};

/** The same rate on a bare node:http server with the same bytes. */
const bareAt = async (folder: string, client: Client, perSecond: number): Promise<LoadResult> => {
  const input = { Catalog: 'Sandbox', Identifier: opportunityIdOf(1) };
  const bytes = join(folder, 'answer.json');
  writeFileSync(bytes, JSON.stringify(await client.call('GetOpportunity', input)));
  const file = fileURLToPath(new URL('../bare-http.ts', import.meta.url));
  const bare: ServerProcess = await startProcess(file, [bytes]);
  const to = createClient(bare.endpoint, 4 * CALLERS);
  const act = () => to.call('GetEngagementInvitation', input);
  try {
    await openLoop(WARM_UP, act);
    return await openLoop({ perSecond, seconds: SECONDS }, act);
  } finally {
    to.close();
    await bare.stop();
  }
};

/** The most that the 99th percentile may be, as a multiple of the bare server's. */
const MOST_OF_BARE = 4;

const latencyRows = (name: string, result: LoadResult, bare?: LoadResult): Row[] => {
  const row = (percentile: 'p50' | 'p99' | 'p999'): Row => ({
    name: `  ${percentile === 'p999' ? 'p99.9' : percentile}`,
    unit: 'ms',
    ours: result.latencyMs[percentile],
    ...(bare && { beside: { name: 'bare node:http', value: bare.latencyMs[percentile] } }),
    ...(bare &&
      percentile === 'p99' && { target: { of: 'ratio', at: 'most', value: MOST_OF_BARE } as const }),
  });
  return [
    {
      name: `Half load: ${name}`,
      unit: 'per second',
      ours: result.answeredPerSecond,
      curves: { cosell: result.percentiles, ...(bare && { 'bare node:http': bare.percentiles }) },
    },
    row('p50'),
    row('p99'),
    row('p999'),
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
