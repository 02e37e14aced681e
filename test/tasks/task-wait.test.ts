import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { LONGEST_TASK_WAIT_MS } from '../../src/model/task-wait.ts';
import type { Parts, RunningServer } from '../../src/server/parts.ts';
import { refer } from '../support/data.ts';
import { eventually, startEngine } from '../support/engine.ts';
import { manualJobs } from '../support/manual-jobs.ts';
import { ALPHA, clientOf, errorOf, startServer } from '../support/server.ts';
import { conversion, engagementAbout, lead, readyOpportunity, submission } from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';

const Catalog = 'Sandbox';
const accepting = (Identifier: string) => ({ Catalog, ClientToken: `accept-${Identifier}`, Identifier });

/** A server whose tasks end on demand and whose starts wait for them, and an invitation. */
const waiting = async (parts: Partial<Parts> = {}) => {
  const held = await heldTasks({ taskWait: LONGEST_TASK_WAIT_MS, ...parts });
  return { ...held, ...(await refer(held.alpha)) };
};

/** Resolves once a number of tasks are durable and in progress. */
const begun = (server: RunningServer, count: number) =>
  eventually(async () => (await server.tasks.list({ status: 'IN_PROGRESS' })).tasks.length === count);

describe('seen: the first response is COMPLETE with every id', () => {
  test('of a task that accepts an invitation', async () => {
    const alpha = clientOf(await startServer(), ALPHA);
    const { invitationId, opportunityId } = await refer(alpha);
    expect(await alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId))).toMatchObject({
      TaskStatus: 'COMPLETE',
      OpportunityId: opportunityId,
      EngagementInvitationId: invitationId,
      ResourceSnapshotJobId: expect.stringMatching(/^job-/),
    });
  });

  test('of a task that submits an opportunity', async () => {
    const alpha = clientOf(await startServer(), ALPHA);
    const opportunity = await readyOpportunity(alpha);
    expect(await alpha.startEngagementFromOpportunityTask(submission(opportunity))).toMatchObject({
      TaskStatus: 'COMPLETE',
      OpportunityId: opportunity,
      EngagementId: expect.stringMatching(/^eng-/),
      EngagementInvitationId: expect.stringMatching(/^engi-/),
      ResourceSnapshotJobId: expect.stringMatching(/^job-/),
    });
  });

  test('of a task that drafts an opportunity from a lead', async () => {
    const alpha = clientOf(await startServer(), ALPHA);
    const engagement = await engagementAbout(alpha, lead());
    expect(await alpha.startOpportunityFromEngagementTask(conversion(engagement))).toMatchObject({
      ContextId: '2',
      TaskStatus: 'COMPLETE',
      OpportunityId: expect.stringMatching(/^O/),
      EngagementId: engagement,
      ResourceSnapshotJobId: expect.stringMatching(/^job-/),
    });
  });
});

test('a failed task is returned as FAILED with its reason, without an exception', async () => {
  const alpha = clientOf(await startServer(), ALPHA);
  const engagement = await engagementAbout(alpha, lead({ QualificationStatus: 'Disqualified' }));
  const answer = await alpha.startOpportunityFromEngagementTask(conversion(engagement));
  expect(answer).toMatchObject({
    $metadata: { httpStatusCode: 200 },
    TaskStatus: 'FAILED',
    ReasonCode: 'DisqualifiedLeadNotPermitted',
    Message: expect.stringMatching(/UpdateEngagementContext/),
  });
});

describe('while the task waits for its end', () => {
  test('all waiters get the end at once: the first request, its copy, and a repetition', async () => {
    const { alpha, invitationId, jobs, server } = await waiting();
    const start = () => alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId));
    const first = [start(), start()];
    await begun(server, 1);
    const repeated = start();
    await jobs.runTasks();
    const answers = await Promise.all([...first, repeated]);
    expect(answers.map(({ TaskStatus }) => TaskStatus)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE']);
    expect(new Set(answers.map(({ TaskId }) => TaskId)).size).toBe(1);
  });

  test('a task that is given up is returned as FAILED', async () => {
    const { alpha, invitationId, jobs, server } = await waiting();
    const answer = alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId));
    await begun(server, 1);
    for (const job of jobs.takeTasks()) await jobs.giveUp(job);
    expect(await answer).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InternalError' });
  });

  test('a client that disconnects ends its wait and nothing else', async () => {
    const answered = Promise.withResolvers<void>();
    const log = pino(
      { level: 'debug' },
      {
        write: (line) => {
          const { msg, operation } = JSON.parse(line);
          if (msg === 'request answered' && operation?.startsWith('Start')) answered.resolve();
        },
      },
    );
    const { alpha, invitationId, jobs, server } = await waiting({ log });
    const gone = new AbortController();
    const answer = alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId), {
      abortSignal: gone.signal,
    });
    const failure = errorOf(answer);
    await begun(server, 1);
    gone.abort();
    expect((await failure).name).toBe('AbortError');
    await answered.promise;
    await jobs.runTasks();
    expect(await alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId))).toMatchObject({
      TaskStatus: 'COMPLETE',
    });
    const { tasks } = await server.tasks.list();
    expect(tasks.map(({ status }) => status)).toEqual(['COMPLETE']);
  });

  test('a closing server returns the current state', async () => {
    const { alpha, invitationId, server } = await waiting();
    const answer = alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId));
    await begun(server, 1);
    const { tasks } = await server.tasks.list();
    await server.close();
    expect(await answer).toMatchObject({ TaskStatus: 'IN_PROGRESS', TaskId: tasks[0]?.id });
  });

  test('the wait is in real time: a frozen clock does not prolong it', async () => {
    const { alpha, invitationId, server } = await waiting({ taskWait: 30 });
    await server.clock.freeze();
    expect(await alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId))).toMatchObject({
      TaskStatus: 'IN_PROGRESS',
    });
  });

  test('and one that is moved does not end it', async () => {
    const { alpha, invitationId, jobs, server } = await waiting();
    const answer = alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId));
    await begun(server, 1);
    await server.clock.advance({ by: '1h' });
    await jobs.runTasks();
    expect((await answer).TaskStatus).toBe('COMPLETE');
  });
});

describe('past the wait', () => {
  test('the response is IN_PROGRESS with the ids known so far', async () => {
    const { alpha, invitationId, opportunityId, jobs, plan, server } = await waiting();
    const start = () => alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId));
    await server.tasks.setWait({ wait: 30 });
    const first = await start();
    expect(first).toMatchObject({ TaskStatus: 'IN_PROGRESS', EngagementInvitationId: invitationId });
    expect(first.OpportunityId).toBeUndefined();
    // The last step fails at first.
    plan.failNext(1, 'insert resource_snapshot_jobs');
    for (const job of jobs.takeTasks()) await jobs.deliver(job).catch(() => {});
    expect(await start()).toMatchObject({
      TaskId: first.TaskId,
      TaskStatus: 'IN_PROGRESS',
      OpportunityId: opportunityId,
    });
  });

  test('the engagement and the invitation of a submission are not returned before it is COMPLETE', async () => {
    const { alpha, jobs, plan, server } = await waiting();
    await server.tasks.setWait({ wait: 30 });
    const request = submission(await readyOpportunity(alpha));
    await alpha.startEngagementFromOpportunityTask(request);
    plan.failNext(1, 'insert resource_snapshot_jobs');
    for (const job of jobs.takeTasks()) await jobs.deliver(job).catch(() => {});
    const task = await alpha.startEngagementFromOpportunityTask(request);
    expect(task).toMatchObject({ TaskStatus: 'IN_PROGRESS', OpportunityId: request.Identifier });
    expect([task.EngagementId, task.EngagementInvitationId]).toEqual([undefined, undefined]);
  });
});

describe('to practise polling, a user', () => {
  const polled = (alpha: PartnerCentralSelling, invitationId: string) => async () =>
    (await alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId))).TaskStatus;

  test('starts the server with a wait of 0', async () => {
    const server = await startServer({ taskWait: 0 });
    const alpha = clientOf(server, ALPHA);
    const poll = polled(alpha, (await refer(alpha)).invitationId);
    expect(await poll()).toBe('IN_PROGRESS');
    await server.idle();
    expect(await poll()).toBe('COMPLETE');
  });

  test('or changes it at run time, for later requests', async () => {
    const server = await startServer();
    const alpha = clientOf(server, ALPHA);
    expect(await server.tasks.wait()).toEqual({ wait: 5_000 });
    expect(await server.tasks.setWait({ wait: '0ms' })).toEqual({ wait: 0 });
    expect(await polled(alpha, (await refer(alpha)).invitationId)()).toBe('IN_PROGRESS');
    expect(await server.tasks.setWait()).toEqual({ wait: 5_000 });
    expect(await polled(alpha, (await refer(alpha)).invitationId)()).toBe('COMPLETE');
    for (const wait of ['soon', '11m', -1]) {
      expect((await errorOf(server.tasks.setWait({ wait }))).name).toBe('ValidationException');
    }
  });

  test('or injects a wait for some requests, which no other operation uses up', async () => {
    const server = await startServer();
    const alpha = clientOf(server, ALPHA);
    const { invitationId } = await refer(alpha);
    await server.faults.add({ taskWait: 0 });
    await alpha.listSolutions({ Catalog });
    const poll = polled(alpha, invitationId);
    expect(await poll()).toBe('IN_PROGRESS');
    expect(await server.faults.list()).toEqual({ faults: [] });
    expect(await poll()).toBe('COMPLETE');
    const refused = await errorOf(server.faults.add({ operation: 'CreateOpportunity', taskWait: 0 }));
    expect(refused.Message ?? refused.message).toMatch(/StartOpportunityFromEngagementTask/);
  });

  test('or starts prospecting: AWS API reference, "the task runs asynchronously. To poll for status, use Get…"', async () => {
    const { createJobs } = manualJobs();
    const alpha = clientOf(await startEngine({ createJobs, taskWait: LONGEST_TASK_WAIT_MS }), ALPHA);
    const Identifiers = [await engagementAbout(alpha, lead())];
    expect(
      await alpha.startProspectingFromEngagementTask({ Catalog, TaskName: 'Leads', Identifiers }),
    ).toMatchObject({ TaskStatus: 'IN_PROGRESS' });
  });
});
