import { cp } from 'node:fs/promises';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { startEngine, withStore } from '../support/engine.ts';
import { type FailingStore, failingStore } from '../support/failing-store.ts';
import { checkInvariants } from '../support/invariants.ts';
import { ALPHA, clientOf, temporaryFolder } from '../support/server.ts';
import {
  conversion,
  engagementAbout,
  newsOf,
  possessions,
  readyOpportunity,
  submission,
  untilEnded,
} from '../support/sharing.ts';

interface Kind {
  operation: string;
  /** Creates what the task is about. Returns its identifier. */
  prepare(client: PartnerCentralSelling): Promise<string>;
  /** Starts the task or polls its state, always with the same token. */
  start(client: PartnerCentralSelling, identifier: string): Promise<{ TaskStatus?: string | undefined }>;
}

const kinds: Kind[] = [
  {
    operation: 'StartEngagementFromOpportunityTask',
    prepare: readyOpportunity,
    start: (client, id) => client.startEngagementFromOpportunityTask(submission(id, 'token')),
  },
  {
    operation: 'StartOpportunityFromEngagementTask',
    prepare: engagementAbout,
    start: (client, id) => client.startOpportunityFromEngagementTask(conversion(id, '1', 'token')),
  },
  {
    operation: 'StartProspectingFromEngagementTask',
    prepare: engagementAbout,
    start: (client, id) =>
      client.startProspectingFromEngagementTask({
        Catalog: 'Sandbox',
        ClientToken: 'token',
        TaskName: 'Leads',
        Identifiers: [id],
      }),
  },
];

/** The resources and events once the task is over. */
const outcome = async (folder: string, { start }: Kind, identifier: string) => {
  const server = await startEngine({ location: { folder } });
  const client = clientOf(server, ALPHA);
  const { TaskStatus } = await untilEnded(() => start(client, identifier));
  const things = await possessions(client);
  const told = await newsOf(server)();
  await server.close();
  return { TaskStatus, things, told };
};

const prepared = async ({ prepare }: Kind) => {
  const folder = await temporaryFolder();
  const server = await startEngine({ location: { folder } });
  const identifier = await prepare(clientOf(server, ALPHA));
  await server.close();
  return { folder, identifier };
};

/** Runs the task on a server that dies before a statement. Returns whether the task had ended before. */
const startAndDie = async (folder: string, { start }: Kind, identifier: string, statements: number) => {
  const plan: FailingStore = failingStore();
  const server = await startEngine({ location: { folder }, openStore: plan.openStore, taskWait: 0 });
  plan.dieAfter(statements);
  const client = clientOf(server, ALPHA);
  const task = await untilEnded(() => start(client, identifier)).catch(() => undefined);
  await server.close();
  return task !== undefined;
};

/** Counts the unfinished tasks that a process left. */
const countOpen = (folder: string) =>
  withStore(folder, async ({ reads }) => {
    const open = await reads.selectFrom('tasks').select('id').where('status', '=', 'IN_PROGRESS').execute();
    return open.length;
  });

test.each(kinds)(
  '$operation: if its process dies before any statement, the next process completes it',
  async (kind) => {
    const { folder: origin, identifier } = await prepared(kind);
    const copied = async () => {
      const folder = await temporaryFolder();
      await cp(origin, folder, { recursive: true });
      return folder;
    };
    const undisturbed = await outcome(await copied(), kind, identifier);
    expect(undisturbed.TaskStatus).toMatch(/^COMPLETE/);

    let diedInside = 0;
    for (let statements = 0, isOver = false; !isOver; statements++) {
      const folder = await copied();
      isOver = await startAndDie(folder, kind, identifier, statements);
      diedInside += await countOpen(folder);
      // The next process dies too, a little later.
      if (!isOver) await startAndDie(folder, kind, identifier, 7);
      expect(await outcome(folder, kind, identifier)).toEqual(undisturbed);
      const invariants = await withStore(folder, (store) => checkInvariants(store.reads));
      expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
    }
    expect(diedInside).toBeGreaterThan(1);
  },
  120_000,
);
