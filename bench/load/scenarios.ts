import { randomUUID } from 'node:crypto';
import { opportunity } from '../../test/support/data.ts';
import { PARTNER } from '../http.ts';
import { opportunityIdOf } from '../load-opportunities.ts';
import type { Client } from './client.ts';

/** A server with data, as `loadOpportunities` wrote it for the account. */
export interface Loaded {
  client: Client;
  count: number;
}

/** Something that clients do again and again. */
export interface Scenario {
  name: string;
  /** Prepares what it needs, and returns the function that does it once. */
  prepare(loaded: Loaded): Promise<() => Promise<unknown>>;
}

const Catalog = 'Sandbox';
/**
 * Opportunities that are updated, so that no two updates of one are under way: more than are due in a second. Who finds none free
 * creates one, which costs more than an update.
 */
const UPDATED = 1_024;
/** A step through the ids that has no factor in common with their counts, so that each is read in turn. */
const STRIDE = 7_919;
const ACCOUNTS = 64;
/** Referrals that wait to be accepted: so many starts can be made. */
const REFERRALS = 4_000;

const readOne: Scenario['prepare'] = async ({ client, count }) => {
  let index = 0;
  return () => {
    index = (index + STRIDE) % count;
    return client.call('GetOpportunity', { Catalog, Identifier: opportunityIdOf(index) });
  };
};

const listPage: Scenario['prepare'] =
  async ({ client }) =>
  () =>
    client.call('ListOpportunities', { Catalog, MaxResults: 20 });

const create: Scenario['prepare'] =
  async ({ client }) =>
  () =>
    client.call('CreateOpportunity', opportunity());

interface Dated {
  Identifier: string;
  LastModifiedDate: string;
}

const update: Scenario['prepare'] = async ({ client }) => {
  const free: Dated[] = [];
  await timesInAll(UPDATED, async () => void free.push(await newOne(client)));
  const { ClientToken, Origin, NationalSecurity, ...content } = opportunity();
  return async () => {
    const one = free.shift() ?? (await newOne(client));
    const { LastModifiedDate } = await client.call<Dated>('UpdateOpportunity', {
      ...content,
      NationalSecurity,
      ...one,
    });
    free.push({ ...one, LastModifiedDate });
  };
};

const newOne = async (client: Client): Promise<Dated> => {
  const made = await client.call<{ Id: string; LastModifiedDate: string }>(
    'CreateOpportunity',
    opportunity(),
  );
  return { Identifier: made.Id, LastModifiedDate: made.LastModifiedDate };
};

/** Does something so many times, a few at once. */
const timesInAll = async (count: number, act: () => Promise<unknown>): Promise<void> => {
  let left = count;
  const acting = async (): Promise<void> => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: 32 }, acting));
};

/** From the start of a task to its answer, which comes when it is COMPLETE. */
const startTask: Scenario['prepare'] = async ({ client }) => {
  const invitations = await refer(client, REFERRALS);
  return () => {
    const Identifier = invitations.pop();
    if (!Identifier) throw new Error(`All ${REFERRALS} invitations are accepted.`);
    return start(client, Identifier);
  };
};

export const start = (client: Client, Identifier: string): Promise<{ TaskStatus: string }> =>
  client.call('StartEngagementByAcceptingInvitationTask', { Catalog, ClientToken: randomUUID(), Identifier });

/** Makes AWS refer so many opportunities. Returns the ids of the pending invitations. */
export const refer = async (client: Client, count: number): Promise<string[]> => {
  await timesInAll(count, () => client.call('CreateOpportunity', opportunity({ Origin: 'AWS Referral' })));
  const ids: string[] = [];
  for (let NextToken: string | undefined; ids.length < count; ) {
    const page: { EngagementInvitationSummaries: { Id: string }[]; NextToken?: string } = await client.call(
      'ListEngagementInvitations',
      { Catalog, ParticipantType: 'RECEIVER', Status: ['PENDING'], MaxResults: 100, NextToken },
    );
    ids.push(...page.EngagementInvitationSummaries.map(({ Id }) => Id));
    NextToken = page.NextToken ?? undefined;
    if (!NextToken) break;
  }
  return ids.slice(0, count);
};

/** 70 reads (50 of one, 20 of a page), 20 updates and 10 creations of 100, in a fixed order that mixes them. */
export const mixed: Scenario['prepare'] = async (loaded) => {
  const [one, page, change, make] = await Promise.all(
    [readOne, listPage, update, create].map((prepare) => prepare(loaded)),
  );
  let turn = 0;
  return async () => {
    turn = (turn + 37) % 100;
    const act = turn < 50 ? one : turn < 70 ? page : turn < 90 ? change : make;
    await act?.();
  };
};

/** Each account creates, and reads what it created last. */
const manyAccounts: Scenario['prepare'] = async ({ client }) => {
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({
    account: String(Number(PARTNER) + 1 + index),
    Identifier: '',
  }));
  let turn = 0;
  const createFor = async (one: (typeof accounts)[number]): Promise<void> => {
    const { Id } = await client.call<{ Id: string }>('CreateOpportunity', opportunity(), one.account);
    one.Identifier = Id;
  };
  for (const one of accounts) await createFor(one);
  return async () => {
    turn++;
    const one = accounts[turn % ACCOUNTS] as (typeof accounts)[number];
    if (turn % 10 === 0) return createFor(one);
    await client.call('GetOpportunity', { Catalog, Identifier: one.Identifier }, one.account);
  };
};

export const scenarios: readonly Scenario[] = [
  { name: 'read one', prepare: readOne },
  { name: 'list a page of 20', prepare: listPage },
  { name: 'create', prepare: create },
  { name: 'update', prepare: update },
  { name: 'start a task, to its answer', prepare: startTask },
  { name: 'mixed, 70 reads, 20 updates, 10 creations', prepare: mixed },
  { name: `${ACCOUNTS} accounts at once`, prepare: manyAccounts },
];
