import { type Cluster, startCluster } from '../test/support/postgres-cluster.ts';
import { acceptAt, record, TASKS } from './accept-tasks.ts';
import { readBare, writeBare } from './bare-postgres.ts';
import { freshDatabase, withNode } from './databases.ts';
import { refer } from './get-invitation.ts';
import { callFor } from './http.ts';
import { median } from './numbers.ts';
import { inFolder } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 3;
const SECONDS = 2;

/** Measures tasks and reads on one PostgreSQL server with its default durability. */
export const onPostgres = async (): Promise<Row[]> => {
  const cluster = await startCluster();
  try {
    return await throughput(cluster);
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
