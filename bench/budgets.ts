import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Budget, budgetOf } from './budget.ts';
import { callEach, callFor } from './http.ts';
import { createClient } from './load/client.ts';
import { refer } from './load/scenarios.ts';
import { inFolder } from './processes.ts';
import type { Row } from './report.ts';

const SECONDS = 6;
const TASKS = 2_000;

/** Tells what the server's processor does for one read, and for one task from its start to COMPLETE. */
export const budgets = async (): Promise<Row[]> => [
  ...rowsOf('GetEngagementInvitation', await inFolder(readBudget)),
  ...rowsOf('Task', await inFolder(taskBudget)),
];

const readBudget = (folder: string): Promise<Budget> =>
  budgetOf(folder, ['--data', join(folder, 'data')], async (endpoint) => {
    const client = createClient(endpoint);
    const [Identifier] = await refer(client, 1);
    client.close();
    const input = { Catalog: 'Sandbox', Identifier };
    return (await callFor(SECONDS, endpoint, 'GetEngagementInvitation', input)).requests;
  });

/** With the referral of each task, which takes about a quarter of it. */
const taskBudget = (folder: string): Promise<Budget> =>
  budgetOf(folder, ['--data', join(folder, 'data')], async (endpoint) => {
    const client = createClient(endpoint);
    const invitations = await refer(client, TASKS);
    client.close();
    const starts = invitations.map((Identifier) => ({
      Catalog: 'Sandbox',
      ClientToken: randomUUID(),
      Identifier,
    }));
    await callEach(endpoint, 'StartEngagementByAcceptingInvitationTask', starts, 256);
    return TASKS;
  });

const rowsOf = (name: string, budget: Budget): Row[] => {
  const whole = Object.values(budget).reduce((sum, part) => sum + part, 0);
  return [
    { name: `Processor time of one ${name}`, unit: 'µs', ours: whole },
    ...Object.entries(budget)
      .toSorted(([, one], [, other]) => other - one)
      .map(([part, micros]) => ({ name: `  ${part}`, unit: 'µs', ours: micros, ratio: micros / whole })),
  ];
};
