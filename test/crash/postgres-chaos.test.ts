import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { type Balancer, balance } from '../support/balancer.ts';
import { countEach, eventuallyWithin, type Fault, faultsInOrder, seededRandom } from '../support/chaos.ts';
import { followFeed } from '../support/feed-reader.ts';
import { type FleetNode, startNode } from '../support/fleet.ts';
import { checkInvariants, describeInvariants } from '../support/invariants.ts';
import { BUSY_ACCOUNT, startLoad } from '../support/load.ts';
import { checkFeeds, checkTold } from '../support/outside-view.ts';
import { administer } from '../support/postgres.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';

/** How often each fault comes, in an order by lot. A node counts as dead after 10 s without a sign of life. */
const FAULTS = { 'kill a node': 14, 'freeze a node': 10, 'freeze a node for dead': 3, 'kill PostgreSQL': 7 };
/** Milliseconds from one fault to the next; longer where fewer calls than these were answered since. */
const SHORTEST_PAUSE = 600;
const LONGEST_PAUSE = 2_800;
const ANSWERS_BETWEEN = 10;
/** Milliseconds in which whatever the test waits for has to happen, on a machine that is busy. */
const LIMIT = 120_000;

const SEED = Number(process.env.COSELL_CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 32));

test(`nothing answered is lost or done twice while nodes and PostgreSQL die (seed ${SEED})`, {
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
  const lasting: Promise<void>[] = [];
  const recoveries: Promise<number>[] = [];
  let insideTasks = 0;
  const chaos = async (): Promise<void> => {
    for (const fault of faultsInOrder(FAULTS, random)) {
      const answered = balancer.answered;
      insideTasks += load.told.running.size;
      const lasts = inflict(fault, nodes, cluster, random, over.signal);
      lasting.push(lasts);
      // What only freezes goes on beside the faults after it.
      if (!fault.startsWith('freeze')) await lasts;
      if (fault === 'kill PostgreSQL') recoveries.push(untilAnswered(balancer, over.signal));
      await sleep(SHORTEST_PAUSE + random() * (LONGEST_PAUSE - SHORTEST_PAUSE), undefined, {
        signal: over.signal,
      });
      await eventuallyWithin(
        LIMIT,
        `answers after: ${fault}`,
        over.signal,
        () => balancer.answered >= answered + ANSWERS_BETWEEN,
      );
    }
    await Promise.all(lasting);
  };
  const faults = chaos();
  onTestFinished(async () => {
    over.abort();
    await Promise.allSettled([faults, load.finish()]);
    await Promise.allSettled(lasting);
  });
  await faults;
  const chaosTook = Date.now() - began;

  await Promise.all(nodes.map((node) => node.up()));
  await load.finish();
  const unfinished = async (): Promise<number> => {
    const [row] = await administer(
      cluster.url,
      `select (select count(*)::int from tasks where status = 'IN_PROGRESS')
         + (select count(*)::int from cosell_jobs.job where name = 'run-task') as left`,
    );
    return Number(row?.left);
  };
  await eventuallyWithin(LIMIT, 'the end of all tasks', over.signal, async () => (await unfinished()) === 0);
  const [{ events } = { events: 0 }] = await administer(
    cluster.url,
    'select count(*)::int as events from events',
  );
  await eventuallyWithin(
    LIMIT,
    'the end of the feed',
    over.signal,
    () => readers[''].events.length >= Number(events),
  );
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
  const dead = await administer(cluster.url, `select data from cosell_jobs.job where name = 'run-task.dead'`);
  const ends = await administer(
    cluster.url,
    `select status, reason_code, count(*)::int as tasks,
       max(extract(epoch from end_time::timestamptz - start_time::timestamptz))::float as longest
     from tasks group by 1, 2 order by 1, 2`,
  );
  console.log(
    [
      `${Object.entries(FAULTS)
        .map(([fault, times]) => `${times} x ${fault}`)
        .join(', ')}, in ${chaosTook / 1000} s`,
      `tasks, the longest in seconds: ${JSON.stringify(ends)}, dead letters: ${dead.length}; answered calls: ${balancer.answered}`,
      `tasks that ran at the moment of a fault: ${insideTasks}`,
      `calls made again: ${JSON.stringify(Object.fromEntries(balancer.repeated))}`,
      `milliseconds from PostgreSQL's return to the first answer: ${await Promise.all(recoveries)}`,
      `failed starts: ${JSON.stringify(countEach(nodes.flatMap((node) => node.failedStarts)))}`,
      `starts of nodes: ${nodes.map((node) => node.starts)}; pages of the feed that failed: ${readers[''].failures}`,
      describeInvariants(invariants),
      `all of it in ${(Date.now() - began) / 1000} s`,
    ].join('\n'),
  );
  expect(insideTasks).toBeGreaterThan(3);
  expect(nodes.flatMap((node) => node.surprises)).toEqual([]);
  expect(load.told.surprises).toEqual([]);
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
  expect(invariants.filter(({ checked }) => checked === 0).map(({ name }) => name)).toEqual([
    'no job of a task is left',
  ]);
});

/** Milliseconds until the next call is answered. */
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

/** Does it to some node, or to PostgreSQL. Resolves once what it did is over; for a node that was killed, at once. */
const inflict = async (
  fault: Fault,
  nodes: readonly FleetNode[],
  cluster: Cluster,
  random: () => number,
  signal: AbortSignal,
): Promise<void> => {
  // The times of a freeze are as said: nobody else touches the node meanwhile.
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
