import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { runAcceptTask } from '../test/support/data.ts';
import { referBy } from '../test/support/operator.ts';
import { withClient } from './divide.ts';

const Catalog = 'Sandbox';
const TASKS = 96;
const AT_ONCE = 12;
const READS = 400;

/** What an account's calls take of all processors, in milliseconds each. */
export interface Cost {
  /** A task, when a dozen run at once. */
  task: number;
  /** A GetOpportunity. */
  read: number;
}

/**
 * Accepts referrals of an account, and reads what came of them. Measures processor time, because other work on the machine makes calls
 * take longer, but hardly costlier.
 */
export const measureCost = async (
  server: { endpoint: string },
  account: string,
  cpuMs: () => number,
): Promise<Cost> => {
  const credentials = { accessKeyId: account, secretAccessKey: 'secret' };
  const client = new PartnerCentralSelling({ ...server, region: 'us-east-1', credentials });
  try {
    const invitations: string[] = [];
    for (let made = 0; made < TASKS; made++)
      invitations.push((await referBy(server, { account })).invitationId);
    let Identifier: string | undefined;
    const left = invitations.values();
    const accept = async (): Promise<void> => {
      for (const invitation of left) {
        const task = await runAcceptTask(client, invitation);
        if (task.TaskStatus !== 'COMPLETE') throw new Error(`The task ended ${task.TaskStatus}.`);
        Identifier = task.OpportunityId;
      }
    };
    const began = cpuMs();
    await Promise.all(Array.from({ length: AT_ONCE }, accept));
    const accepted = cpuMs();
    for (let read = 0; read < READS; read++) await client.getOpportunity({ Catalog, Identifier });
    return { task: (accepted - began) / TASKS, read: (cpuMs() - accepted) / READS };
  } finally {
    client.destroy();
  }
};

export const TASKS_PER_COST = TASKS;

/** Statements and commits that a database has had from postgres_fdw, by pg_stat_statements. */
export interface Asked {
  statements: number;
  commits: number;
}

/** @param other a database of a PostgreSQL that loads pg_stat_statements */
export const askedOf = (other: string): Promise<Asked> =>
  withClient(other, async (client) => {
    await client.query('create extension if not exists pg_stat_statements');
    const { rows } = await client.query<Record<keyof Asked, string>>(
      `select coalesce(sum(calls) filter (where query not ilike 'start transaction%' and query not ilike 'commit%'), 0) as statements,
              coalesce(sum(calls) filter (where query ilike 'commit transaction%'), 0) as commits
         from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())`,
    );
    return { statements: Number(rows[0]?.statements), commits: Number(rows[0]?.commits) };
  });
