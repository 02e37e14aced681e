import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { Balancer } from './balancer.ts';
import { engagement, opportunityInvitation, refer } from './data.ts';
import { change } from './update.ts';

/** What clients know from responses. */
export interface Told {
  /** Tasks by id: their account and, once a client knows it, their end. */
  readonly tasks: Map<
    string,
    { account: string; invitation: string; end?: { status: string; opportunity?: string } }
  >;
  /** Unexpected responses. */
  readonly surprises: string[];
  /** Running tasks whose end a client is waiting for. */
  readonly running: Set<string>;
}

export interface LoadOptions {
  balancer: Balancer;
  /** Returns a random number from 0 up to 1. */
  random(): number;
  /** Pause between two pieces of a client's work, in milliseconds. */
  pause: number;
  signal: AbortSignal;
  /**
   * Makes AWS refer an opportunity to an account. Default as that account, which takes the invitation with the latest date for the
   * new one: nodes whose clocks are apart need another way.
   */
  refer?(account: string): Promise<{ invitationId: string; opportunityId: string }>;
}

/** Clients at work, until told to stop. */
export interface Load {
  readonly told: Told;
  /** Lets each client finish its current piece of work. */
  finish(): Promise<void>;
}

/** Each client refers opportunities to its own account, one after another. */
const REFERRED = ['400000000001', '400000000002', '400000000003', '400000000004'];
/** The first of each pair invites the second. Accounts are in several pairs, so that they are busy on all nodes at once. */
const INVITING = [
  ['500000000001', '500000000002'],
  ['500000000002', '500000000001'],
  ['500000000001', '500000000003'],
  ['500000000003', '500000000002'],
] as const;
/** One of the accounts, for a reader of the feed. */
export const BUSY_ACCOUNT = '500000000001';

/** Starts clients of several accounts. Each starts tasks and does what partners do before and after. */
export const startLoad = (options: LoadOptions): Load => {
  const told: Told = { tasks: new Map(), surprises: [], running: new Set() };
  let isWanted = true;
  const work = async (piece: () => Promise<void>): Promise<void> => {
    while (isWanted && !options.signal.aborted) {
      try {
        await piece();
        await sleep(options.random() * options.pause, undefined, { signal: options.signal });
      } catch (error) {
        if (!options.signal.aborted)
          told.surprises.push(error instanceof Error ? String(error.stack) : String(error));
      }
    }
  };
  const clients = [
    ...REFERRED.map((account) => work(() => workOnReferral(options, told, account))),
    ...INVITING.map(([sender, receiver]) => work(() => workTogether(options, told, sender, receiver))),
  ];
  return {
    told,
    finish: async () => {
      isWanted = false;
      await Promise.all(clients);
    },
  };
};

const workOnReferral = async (options: LoadOptions, told: Told, account: string): Promise<void> => {
  const { balancer, random } = options;
  const ClientToken = randomUUID();
  const referral = await (options.refer?.(account) ??
    balancer.call(account, (client) => refer(client, { ClientToken })));
  const opportunity = await accept(options, told, account, referral.invitationId);
  if (opportunity === undefined) return;
  if (opportunity !== referral.opportunityId)
    told.surprises.push(`${opportunity} is not that of the referral`);
  if (random() < 0.3) await moveOn(balancer, account, opportunity);
};

const workTogether = async (
  options: LoadOptions,
  told: Told,
  sender: string,
  receiver: string,
): Promise<void> => {
  const { balancer } = options;
  const joint = engagement();
  const { Id = '' } = await balancer.call(sender, (client) => client.createEngagement(joint));
  const request = opportunityInvitation(Id, receiver);
  const invitation = await balancer.call(sender, (client) => client.createEngagementInvitation(request));
  await accept(options, told, receiver, invitation.Id ?? '');
};

/** Starts the task and polls until it has ended; sometimes leaves that to others. Returns the opportunity. */
const accept = async (
  { balancer, random, signal }: LoadOptions,
  told: Told,
  account: string,
  invitation: string,
): Promise<string | undefined> => {
  const request = { Catalog: 'Sandbox', ClientToken: randomUUID(), Identifier: invitation };
  const start = (client: PartnerCentralSelling) => client.startEngagementByAcceptingInvitationTask(request);
  // Sometimes sends the same request twice concurrently.
  const copies = random() < 0.2 ? 2 : 1;
  const isLeftAlone = random() < 0.2;
  const answers = await Promise.all(Array.from({ length: copies }, () => balancer.call(account, start)));
  const ids = new Set(answers.map(({ TaskId }) => TaskId ?? ''));
  for (const id of ids) told.tasks.set(id, { account, invitation });
  if (ids.size !== 1) told.surprises.push(`one request is the tasks ${[...ids]}`);
  if (isLeftAlone) return undefined;
  for (const id of ids) told.running.add(id);
  for (;;) {
    await sleep(30, undefined, { signal });
    const { TaskId = '', TaskStatus, OpportunityId } = await balancer.call(account, start);
    if (!ids.has(TaskId)) told.surprises.push(`${TaskId} is not ${[...ids]}`);
    if (TaskStatus === 'IN_PROGRESS') continue;
    const end = { status: String(TaskStatus), ...(OpportunityId && { opportunity: OpportunityId }) };
    told.tasks.set(TaskId, { account, invitation, end });
    told.running.delete(TaskId);
    return TaskStatus === 'COMPLETE' ? OpportunityId : undefined;
  }
};

/** Changes the stage. If the response to a change was lost, the change itself makes its retry fail. */
const moveOn = async (balancer: Balancer, account: string, opportunity: string): Promise<void> => {
  const edit = () =>
    balancer.call(account, (client) =>
      change(client, opportunity, ({ LifeCycle }) => ({
        LifeCycle: { ...LifeCycle, Stage: 'Technical Validation' },
      })),
    );
  await edit().catch((error) => {
    if (error.name !== 'ConflictException') throw error;
  });
};
