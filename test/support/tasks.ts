import { randomUUID } from 'node:crypto';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { Parts } from '../../src/server/parts.ts';
import type { Store } from '../../src/store/index.ts';
import { startEngine, withStore } from './engine.ts';
import { type FailingStore, failingStore } from './failing-store.ts';
import { manualJobs } from './manual-jobs.ts';
import { ALPHA, AWS, BETA, clientOf } from './server.ts';

/** A server whose tasks run, and whose statements fail, on demand, with AWS and two partners as clients. */
export const heldTasks = async (parts: Partial<Parts> = {}) => {
  const jobs = manualJobs();
  const plan: FailingStore = failingStore();
  const server = await startEngine({
    createJobs: jobs.createJobs,
    openStore: plan.openStore,
    taskWait: 0,
    ...parts,
  });
  const clients = {
    alpha: clientOf(server, ALPHA),
    beta: clientOf(server, BETA),
    aws: clientOf(server, AWS),
  };
  return { server, jobs, plan, ...clients };
};

/** Starts a new task. It stays IN_PROGRESS until the queue is told to run it. */
export const startTask = async (client: PartnerCentralSelling, invitation: string) => {
  const request = { Catalog: 'Sandbox', ClientToken: randomUUID(), Identifier: invitation };
  await client.startEngagementByAcceptingInvitationTask(request);
  return {
    /** Repeats the call and returns the current state. */
    state: async () => {
      const { $metadata, ...task } = await client.startEngagementByAcceptingInvitationTask(request);
      return task;
    },
  };
};

/** Closes a server and changes its store directly, for changes that no operation of the API makes. */
export const changeStore = async (
  server: { close(): Promise<void> },
  folder: string,
  change: (store: Store) => Promise<void>,
): Promise<void> => {
  await server.close();
  await withStore(folder, change);
};
