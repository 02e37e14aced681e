import { expect, onTestFinished, test } from 'vitest';
import { LONGEST_TASK_WAIT_MS } from '../../src/model/task-wait.ts';
import { opportunity } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { checkInvariants } from '../support/invariants.ts';
import { operate } from '../support/operator.ts';
import { underTest } from '../support/postgres.ts';
import { serve } from '../support/process.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, clientOf, temporaryFolder } from '../support/server.ts';
import { heldTasks } from '../support/tasks.ts';
import { times } from '../support/thorough.ts';

const WAITING = times({ usual: 300, all: 1_000 });
/** Concurrent starts, and a number of latest tasks that is sure to include all of them. */
const AT_ONCE = 50;
const LATEST = 100;
const Catalog = 'Sandbox';
const START = 'StartEngagementByAcceptingInvitationTask';

type Server = { endpoint: string };

/** Calls `each` for all things with limited concurrency. */
const inTurns = async <T>(things: Iterable<T>, atOnce: number, each: (thing: T) => Promise<unknown>) => {
  const left = things[Symbol.iterator]();
  const worker = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await each(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Makes AWS refer opportunities. Returns the pending invitations. */
const referAll = async (server: Server): Promise<string[]> => {
  const client = clientOf(server, ALPHA);
  onTestFinished(() => client.destroy());
  await inTurns(Array(WAITING), 16, () => client.createOpportunity(opportunity({ Origin: 'AWS Referral' })));
  const invitations: string[] = [];
  for (let NextToken: string | undefined; ; ) {
    const page = await client.listEngagementInvitations({
      Catalog,
      ParticipantType: 'RECEIVER',
      MaxResults: 100,
      NextToken,
    });
    for (const { Id = '' } of page.EngagementInvitationSummaries ?? []) invitations.push(Id);
    NextToken = page.NextToken;
    if (!NextToken) return invitations;
  }
};

/** Starts the task of an invitation, always with the same token. Does not use the SDK, which opens at most 50 connections. */
const start = async (server: Server, invitation: string) => {
  const { status, body } = await callRaw(server, ALPHA, START, {
    Catalog,
    ClientToken: `accept-${invitation}`,
    Identifier: invitation,
  });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as { TaskId: string; TaskStatus: string; OpportunityId?: string };
};

/**
 * Sends the starts with limited concurrency, because a pool of ten connections cannot commit many more before a request
 * times out. Once all are durable, returns the result of each.
 */
const startAll = async (server: Server, invitations: string[]) => {
  const answers: Promise<Awaited<ReturnType<typeof start>>>[] = [];
  for (let from = 0; from < WAITING; from += AT_ONCE) {
    const some = invitations.slice(from, from + AT_ONCE);
    for (const invitation of some) answers.push(start(server, invitation));
    await eventually(async () => {
      const { tasks } = await operate<{ tasks: { invitation: string }[] }>(
        server,
        'GET',
        `tasks?limit=${LATEST}`,
      );
      const durable = new Set(tasks.map(({ invitation }) => invitation));
      return some.every((invitation) => durable.has(invitation));
    });
  }
  return answers;
};

test(`of ${WAITING} starts, some hundred of which wait when the server is killed, each is done once`, {
  timeout: 240_000,
}, async () => {
  const folder = await temporaryFolder();
  const location = await underTest({ folder });
  const isDatabase = typeof location === 'object' && 'databaseUrl' in location;
  const flags = isDatabase ? ['--database-url', location.databaseUrl] : [];
  const first = serve(folder, flags);
  const server = await first.ready;
  const invitations = await referAll(server);
  expect(invitations).toHaveLength(WAITING);

  const outcomes = Promise.allSettled(await startAll(server, invitations));
  await first.end('SIGKILL');
  const told = (await outcomes).map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : undefined,
  );
  expect(told.filter((answer) => answer === undefined).length).toBeGreaterThan(0);

  const second = serve(folder, flags);
  const restarted = await second.ready;
  await inTurns(invitations.entries(), 32, async ([index, invitation]) => {
    const task = await eventually(async () => {
      const answer = await start(restarted, invitation);
      return answer.TaskStatus === 'IN_PROGRESS' ? undefined : answer;
    });
    expect(task.TaskStatus).toBe('COMPLETE');
    const { TaskId, OpportunityId } = told[index] ?? task;
    // What was told while the task was in progress has no opportunity yet.
    expect(task).toMatchObject({ TaskId, OpportunityId: OpportunityId ?? task.OpportunityId });
  });
  expect(await second.end('SIGTERM')).toBe(0);

  const invariants = await withStore(folder, (store) => checkInvariants(store.reads));
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
  const complete = invariants.find(({ name }) => name.startsWith('a complete task has the opportunity'));
  expect(complete?.checked).toBe(WAITING);
});

test(`${WAITING} concurrently waiting starts all get a response when the server closes`, {
  timeout: 240_000,
}, async () => {
  const { server } = await heldTasks({ taskWait: LONGEST_TASK_WAIT_MS });
  const answers = await startAll(server, await referAll(server));
  await server.close();
  const statuses = (await Promise.all(answers)).map(({ TaskStatus }) => TaskStatus);
  expect(statuses).toEqual(Array(WAITING).fill('IN_PROGRESS'));
});
