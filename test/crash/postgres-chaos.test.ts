import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { type Balancer, balance } from '../support/balancer.ts';
import { countEach, eventuallyWithin, type Fault, faultsInOrder, seededRandom } from '../support/chaos.ts';
import { type FeedReader, followFeed } from '../support/feed-reader.ts';
import { type FleetNode, startNode } from '../support/fleet.ts';
import { checkInvariants, describeInvariants } from '../support/invariants.ts';
import { BUSY_ACCOUNT, type Load, startLoad } from '../support/load.ts';
import { checkFeeds, checkTold } from '../support/outside-view.ts';
import { administer } from '../support/postgres.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { times } from '../support/thorough.ts';

/** How often each failure occurs, in random order. A node counts as dead after 10 s without a heartbeat. */
const FAULTS = {
  'kill a node': times({ usual: 6, all: 14 }),
  'freeze a node': times({ usual: 4, all: 10 }),
  'freeze a node for dead': times({ usual: 1, all: 3 }),
  'kill PostgreSQL': times({ usual: 3, all: 7 }),
};
/** Milliseconds between two failures; longer until `ANSWERS_BETWEEN` calls got a response. */
const SHORTEST_PAUSE = 600;
const LONGEST_PAUSE = 2_800;
const ANSWERS_BETWEEN = 10;
/** Milliseconds in which whatever the test waits for has to happen, on a machine that is busy. */
const LIMIT = 120_000;

const SEED = Number(process.env.COSELL_CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 32));

test(`nothing that got a response is lost or done twice while nodes and PostgreSQL die (seed ${SEED})`, {
  timeout: 900_000,
}, async () => {
  const began = Date.now();
  const random = seededRandom(SEED);
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  const nodes = ['one', 'two', 'three'].map((name) => startNode(name, cluster.url));
  const over = new AbortController();
  const balancer = balance(() => nodes, over.signal);
  onTestFinished(() => balancer.close());
  await Promise.all(nodes.map((node) => node.up()));

  const load = startLoad({ balancer, random, pause: 150, signal: over.signal });
  const readers = {
    '': followFeed(balancer, '', over.signal),
    [BUSY_ACCOUNT]: followFeed(balancer, BUSY_ACCOUNT, over.signal),
  };
  const chaos = startChaos({ nodes, cluster, balancer, load, random, signal: over.signal });
  onTestFinished(async () => {
    over.abort();
    await Promise.allSettled([chaos, load.finish()]);
  });
  const { insideTasks, recoveries } = await chaos;
  const chaosTook = Date.now() - began;

  await Promise.all(nodes.map((node) => node.up()));
  await load.finish();
  await untilQuiet(cluster, readers[''], over.signal);
  over.abort();
  await Promise.all(Object.values(readers).map((reader) => reader.ended));
  expect(await Promise.all(nodes.map((node) => node.stop()))).toEqual([0, 0, 0]);

  const store = await openStore({ databaseUrl: cluster.url });
  onTestFinished(() => store.close());
  const invariants = [
    ...(await checkInvariants(store.reads)),
    ...(await checkTold(store.reads, load.told)),
    ...(await checkFeeds(store.reads, readers)),
  ];
  const report = [
    `${JSON.stringify(FAULTS)} in ${chaosTook / 1000} s`,
    `tasks that ran at the moment of a fault: ${insideTasks}`,
    `answered calls: ${balancer.answered}; made again: ${JSON.stringify(Object.fromEntries(balancer.repeated))}`,
    `milliseconds from PostgreSQL's return to the first answer: ${recoveries}`,
    `starts of nodes: ${nodes.map((node) => node.starts)}`,
    `failed starts: ${JSON.stringify(countEach(nodes.flatMap((node) => node.failedStarts)))}`,
    `pages of the feed that failed: ${readers[''].failures}`,
    ...(await describeTasks(cluster)),
    describeInvariants(invariants),
    `all of it in ${(Date.now() - began) / 1000} s`,
  ];
  console.log(report.join('\n'));
  expect(insideTasks).toBeGreaterThan(3);
  expect(nodes.flatMap((node) => node.surprises)).toEqual([]);
  expect(load.told.surprises).toEqual([]);
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
  // The embedded queue's table is unused here; pg-boss's is known to be empty.
  expect(invariants.filter(({ checked }) => checked === 0).map(({ name }) => name)).toEqual([
    'no job of a task is left',
  ]);
});

interface ChaosOptions {
  nodes: readonly FleetNode[];
  cluster: Cluster;
  balancer: Balancer;
  load: Load;
  random(): number;
  signal: AbortSignal;
}

/** Causes all failures one after another, each once enough calls got a response since the last. */
const startChaos = async (options: ChaosOptions): Promise<{ insideTasks: number; recoveries: number[] }> => {
  const { balancer, load, random, signal } = options;
  const lasting: Promise<void>[] = [];
  const recoveries: Promise<number>[] = [];
  let insideTasks = 0;
  try {
    for (const fault of faultsInOrder(FAULTS, random)) {
      const answered = balancer.answered;
      insideTasks += load.told.running.size;
      const lasts = inflict(fault, options);
      lasting.push(lasts);
      // A freeze overlaps the failures after it.
      if (!fault.startsWith('freeze')) await lasts;
      if (fault === 'kill PostgreSQL') recoveries.push(untilAnswered(balancer, signal));
      await sleep(SHORTEST_PAUSE + random() * (LONGEST_PAUSE - SHORTEST_PAUSE), undefined, { signal });
      await eventuallyWithin(
        LIMIT,
        `answers after: ${fault}`,
        signal,
        () => balancer.answered >= answered + ANSWERS_BETWEEN,
      );
    }
    await Promise.all(lasting);
    return { insideTasks, recoveries: await Promise.all(recoveries) };
  } finally {
    await Promise.allSettled([...lasting, ...recoveries]);
  }
};

/** Waits until all tasks have ended, no job is left, and a reader has read the last event. */
const untilQuiet = async ({ url }: Cluster, reader: FeedReader, signal: AbortSignal): Promise<void> => {
  const count = async (statement: string): Promise<number> =>
    Number((await administer(url, `select count(*) from ${statement}`))[0]?.count);
  const unfinished = async (): Promise<number> =>
    (await count("tasks where status = 'IN_PROGRESS'")) +
    (await count("cosell_jobs.job where name = 'run-task'"));
  await eventuallyWithin(LIMIT, 'the end of all tasks', signal, async () => (await unfinished()) === 0);
  const [last] = await administer(url, 'select event from events order by sequence desc limit 1');
  const { id } = JSON.parse(String(last?.event)) as { id: string };
  await eventuallyWithin(LIMIT, 'the end of the feed', signal, () => reader.events.at(-1)?.id === id);
};

/** Describes, a line each, how tasks ended, how long the longest took, and what was given up. */
const describeTasks = async ({ url }: Cluster): Promise<string[]> => {
  const ends = await administer(
    url,
    `select status, reason_code, count(*)::int as tasks,
       max(extract(epoch from end_time::timestamptz - start_time::timestamptz))::float as longest_seconds
     from tasks group by 1, 2 order by 1, 2`,
  );
  const dead = await administer(url, "select data from cosell_jobs.job where name = 'run-task.dead'");
  return [...ends, { dead_letters: dead.length }].map((line) => JSON.stringify(line));
};

/** Measures the time until the next response, in milliseconds. */
const untilAnswered = async (balancer: Balancer, signal: AbortSignal): Promise<number> => {
  const since = Date.now();
  const before = balancer.answered;
  await eventuallyWithin(
    LIMIT,
    'an answer after PostgreSQL came back',
    signal,
    () => balancer.answered > before,
  );
  return Date.now() - since;
};

/** Causes a failure of some node or of PostgreSQL. Resolves once it is over; for a killed node, at once. */
const inflict = async (fault: Fault, { nodes, cluster, random, signal }: ChaosOptions): Promise<void> => {
  // No other failure hits the frozen node meanwhile, so the freeze has the given length.
  const lively = () => nodes.filter((node) => !node.isFrozen);
  await eventuallyWithin(LIMIT, 'a node that is not frozen', signal, () => lively().length > 0);
  const node = lively()[Math.floor(random() * lively().length)]!;
  const pause = (shortest: number, longest: number) =>
    sleep(shortest + random() * (longest - shortest), undefined, { signal }).catch(() => {});
  switch (fault) {
    case 'kill a node':
      return node.kill();
    case 'freeze a node':
    case 'freeze a node for dead':
      node.freeze();
      await (fault === 'freeze a node' ? pause(200, 3_000) : pause(11_000, 15_000));
      return node.thaw();
    case 'kill PostgreSQL':
      await cluster.crash();
      await pause(0, 2_000);
      return cluster.restart();
  }
};
