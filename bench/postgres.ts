import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/store/index.ts';
import { opportunity } from '../test/support/data.ts';
import { administer } from '../test/support/postgres-administration.ts';
import { type Cluster, startCluster } from '../test/support/postgres-cluster.ts';
import { acceptAt, record, TASKS } from './accept-tasks.ts';
import { readBare, writeBare } from './bare-postgres.ts';
import { refer } from './get-invitation.ts';
import { call, callFor } from './http.ts';
import { median } from './numbers.ts';
import { inFolder, type ServerProcess, startNode } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 3;
const SECONDS = 2;
const STARTS = 50;
const start = 'StartEngagementByAcceptingInvitationTask';

/** Runs all measurements on one PostgreSQL server with its default durability. */
export const onPostgres = async (): Promise<Row[]> => {
  const cluster = await startCluster();
  try {
    return [
      ...(await throughput(cluster)),
      await startLatency(cluster),
      await recoveryOfTasks(cluster),
      await recoveryOfDatabase(cluster),
    ];
  } finally {
    await cluster.remove();
  }
};

/** Measures tasks and reads over HTTP on one node, alternating with bare `pg` on the same server. */
const throughput = async (cluster: Cluster): Promise<Row[]> => {
  const { referral, task } = await inFolder(record);
  const tasks: number[] = [];
  const bareTasks: number[] = [];
  const reads: number[] = [];
  const bareReads: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    tasks.push(await withNode(await freshDatabase(cluster), ({ endpoint }) => acceptAt(endpoint, 64)));
    bareTasks.push(await writeBare(await freshDatabase(cluster), TASKS, referral, task));

    const databaseUrl = await freshDatabase(cluster);
    await withNode(databaseUrl, async ({ endpoint }) => {
      const Identifier = await refer(endpoint);
      const get = (seconds: number) =>
        callFor(seconds, endpoint, 'GetEngagementInvitation', { Catalog: 'Sandbox', Identifier });
      await get(1);
      reads.push((await get(SECONDS)).perSecond);
      bareReads.push(await readBare(databaseUrl, SECONDS, Identifier));
    });
  }
  const row = (name: string, unit: string, ours: number[], bare: number[], value: number): Row => ({
    name: `PostgreSQL: ${name}`,
    unit,
    ours: median(ours),
    beside: { name: 'bare pg', value: median(bare) },
    target: { of: 'ratio', at: 'least', value },
  });
  return [
    row('task, accepted to COMPLETE', 'tasks/s', tasks, bareTasks, 0.5),
    row('GetEngagementInvitation', 'requests/s', reads, bareReads, 0.5),
  ];
};

/** Measures the time from a task's start on one of two nodes to its first step on either, one task at a time. */
const startLatency = async (cluster: Cluster): Promise<Row> => {
  const databaseUrl = await freshDatabase(cluster);
  const latencies = await withNode(databaseUrl, (one) =>
    withNode(databaseUrl, async () => {
      const milliseconds: number[] = [];
      for (let started = 0; started < STARTS; started++) {
        const Identifier = await refer(one.endpoint);
        const { StartTime } = await call<{ StartTime: string }>(one.endpoint, start, {
          Catalog: 'Sandbox',
          ClientToken: randomUUID(),
          Identifier,
        });
        await complete([one]);
        const [row] = await administer(
          databaseUrl,
          `select event::json->>'time' as time from events
           where event::json->>'detail-type' = 'Engagement Invitation Accepted' order by sequence desc limit 1`,
        );
        milliseconds.push(Date.parse(String(row?.time)) - Date.parse(StartTime));
      }
      return milliseconds;
    }),
  );
  return {
    name: "PostgreSQL: from a task's start to its first step",
    unit: 'ms',
    ours: median(latencies),
    target: { of: 'number', at: 'most', value: 50 },
  };
};

/** Kills a node with tasks in progress and measures the time until the other has completed them. */
const recoveryOfTasks = async (cluster: Cluster): Promise<Row> => {
  const databaseUrl = await freshDatabase(cluster);
  const [dying, other] = await Promise.all([startNode(databaseUrl), startNode(databaseUrl)]);
  try {
    const ids: string[] = [];
    for (let task = 0; task < STARTS; task++) ids.push(await refer(dying.endpoint));
    await Promise.all(
      ids.map((Identifier) =>
        call(dying.endpoint, start, { Catalog: 'Sandbox', ClientToken: randomUUID(), Identifier }),
      ),
    );
    await dying.kill();
    const killed = performance.now();
    await complete([other]);
    return {
      name: "PostgreSQL: from a node's death to its last task",
      unit: 's',
      ours: (performance.now() - killed) / 1000,
      target: { of: 'number', at: 'most', value: 20 },
    };
  } finally {
    await Promise.all([dying.kill(), other.stop()]);
  }
};

/** Crashes and restarts the database and measures the time until a node has written. */
const recoveryOfDatabase = async (cluster: Cluster): Promise<Row> =>
  withNode(await freshDatabase(cluster), async ({ endpoint }) => {
    await cluster.crash();
    await sleep(2000);
    await cluster.restart();
    const back = performance.now();
    const write = () => call(endpoint, 'CreateOpportunity', opportunity({ Origin: 'AWS Referral' }));
    while (
      !(await write().then(
        () => true,
        () => false,
      ))
    )
      await sleep(10);
    return {
      name: 'PostgreSQL: from its return to the first write',
      unit: 's',
      ours: (performance.now() - back) / 1000,
      target: { of: 'number', at: 'most', value: 5 },
    };
  });

const complete = async ([node]: [ServerProcess]): Promise<void> => {
  const isAnyLeft = async (): Promise<boolean> => {
    const { TaskSummaries } = await call<{ TaskSummaries: unknown[] }>(
      node.endpoint,
      'ListEngagementByAcceptingInvitationTasks',
      { Catalog: 'Sandbox', TaskStatus: ['IN_PROGRESS'], MaxResults: 1 },
    );
    return TaskSummaries.length > 0;
  };
  while (await isAnyLeft()) await sleep(5);
};

const withNode = async <T>(databaseUrl: string, work: (node: ServerProcess) => Promise<T>): Promise<T> => {
  const node = await startNode(databaseUrl);
  try {
    return await work(node);
  } finally {
    await node.stop();
  }
};

/** Creates a database with cosell's tables. Returns its URL. */
const freshDatabase = async ({ url }: Cluster): Promise<string> => {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await administer(url, `create database ${name}`);
  const databaseUrl = new URL(`/${name}`, url).href;
  const store = await openStore({ databaseUrl });
  await store.close();
  return databaseUrl;
};
