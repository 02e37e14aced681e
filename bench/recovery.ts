import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { opportunity } from '../test/support/data.ts';
import { administer } from '../test/support/postgres-administration.ts';
import { type Cluster, startCluster } from '../test/support/postgres-cluster.ts';
import { freshDatabase, withNode } from './databases.ts';
import { refer } from './get-invitation.ts';
import { call } from './http.ts';
import { median } from './numbers.ts';
import { type ServerProcess, startNode } from './processes.ts';
import type { Row } from './report.ts';

const STARTS = 50;
const start = 'StartEngagementByAcceptingInvitationTask';

/** Measures how soon a task begins on two nodes, and how soon it goes on after a node or the database has died. */
export const recovery = async (): Promise<Row[]> => {
  const cluster = await startCluster();
  try {
    return [await startLatency(cluster), await recoveryOfTasks(cluster), await recoveryOfDatabase(cluster)];
  } finally {
    await cluster.remove();
  }
};

/** Measures the time from a task's start on one of two nodes until its first step is done on either, one task at a time. */
const startLatency = async (cluster: Cluster): Promise<Row> => {
  const databaseUrl = await freshDatabase(cluster);
  const latencies = await withNode(databaseUrl, (one) =>
    withNode(databaseUrl, async () => {
      const milliseconds: number[] = [];
      for (let started = 0; started < STARTS; started++) {
        const Identifier = await refer(one.endpoint);
        const { TaskId } = await call<{ TaskId: string }>(one.endpoint, start, {
          Catalog: 'Sandbox',
          ClientToken: randomUUID(),
          Identifier,
        });
        await complete([one]);
        const [row] = await administer(
          databaseUrl,
          `select start_time, split_part(steps, '*', 1) as done_at from tasks where id = '${TaskId}'`,
        );
        milliseconds.push(Date.parse(String(row?.done_at)) - Date.parse(String(row?.start_time)));
      }
      return milliseconds;
    }),
  );
  return {
    name: "PostgreSQL: from a task's start until its first step is done",
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
