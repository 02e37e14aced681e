import { describe, expect, it } from 'vitest';
import { refer, runAcceptTask } from '../support/data.ts';
import { startEngine } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { heldTasks, startTask } from '../support/tasks.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

const accept = 'StartEngagementByAcceptingInvitationTask';

describe('tasks.list', () => {
  it('lists tasks of every kind, latest first, with the end of each step', async () => {
    const server = await startServer({ accounts: worldAccounts });
    const world = await buildWorld(server);
    await server.idle();
    const { tasks } = await server.tasks.list();
    expect(new Set(tasks.map(({ operation }) => operation))).toEqual(
      new Set([
        accept,
        'StartEngagementFromOpportunityTask',
        'StartOpportunityFromEngagementTask',
        'StartProspectingFromEngagementTask',
      ]),
    );
    expect(tasks.map(({ startTime }) => startTime)).toEqual(
      tasks
        .map(({ startTime }) => startTime)
        .toSorted()
        .reverse(),
    );
    for (const { status, steps, startTime, endTime = '' } of tasks) {
      expect(status).toBe('COMPLETE');
      for (const step of steps) {
        expect(step).toMatchObject({ status: 'DONE', tries: 1, endedAt: expect.any(String) });
        expect(startTime <= (step.endedAt ?? '') && (step.endedAt ?? '') <= endTime).toBe(true);
      }
    }
    const task = tasks.find(({ id }) => id === world.task);
    expect(task).toMatchObject({
      catalog: 'Sandbox',
      account: ALPHA,
      invitation: world.acceptedInvitation,
      engagement: world.engagement,
      snapshotJob: world.job,
    });
    expect(task?.steps.map(({ name }) => name)).toEqual([
      'accept the invitation',
      'create the opportunity',
      'copy details for tracking',
    ]);
  });

  it('filters by account, status and operation, and pages', async () => {
    const server = await startServer();
    for (const account of [ALPHA, ALPHA, BETA]) {
      const client = clientOf(server, account);
      await runAcceptTask(client, (await refer(client)).invitationId);
    }
    const all = (await server.tasks.list()).tasks;
    expect(all).toHaveLength(3);
    expect((await server.tasks.list({ account: BETA })).tasks.map(({ account }) => account)).toEqual([BETA]);
    expect((await server.tasks.list({ status: 'COMPLETE', operation: accept })).tasks).toEqual(all);
    expect((await server.tasks.list({ status: 'FAILED' })).tasks).toEqual([]);
    expect((await server.tasks.list({ operation: 'StartProspectingFromEngagementTask' })).tasks).toEqual([]);
    const [latest] = all;
    for (const about of [
      { id: latest?.id ?? '' },
      { invitation: latest?.invitation ?? '' },
      { engagement: latest?.engagement ?? '' },
      { opportunity: latest?.opportunity ?? '' },
    ]) {
      expect((await server.tasks.list(about)).tasks).toEqual([latest]);
      expect((await server.tasks.list({ ...about, catalog: 'AWS' })).tasks).toEqual([]);
    }
    const pages = [];
    for (let after: string | undefined; ; ) {
      const page = await server.tasks.list({ limit: 1, ...(after && { after }) });
      pages.push(...page.tasks);
      after = page.next;
      if (!after) break;
    }
    expect(pages).toEqual(all);
    expect((await errorOf(server.tasks.list({ after: 'nowhere' }))).name).toBe('ValidationException');
  });

  it('shows at which step a task failed, and which steps are done', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { invitationId } = await refer(client);
    await server.faults.add({ account: ALPHA, step: 'create the opportunity', fail: 'InternalError' });
    expect((await runAcceptTask(client, invitationId)).TaskStatus).toBe('FAILED');
    const [task] = (await server.tasks.list({ status: 'FAILED' })).tasks;
    expect(task).toMatchObject({ reasonCode: 'InternalError', message: expect.any(String) });
    expect(task?.steps.map(({ status, tries }) => [status, tries])).toEqual([
      ['DONE', 1],
      ['FAILED', 1],
      ['WAITING', 0],
    ]);
    // A new task starts after the done steps.
    await runAcceptTask(client, invitationId);
    const [next] = (await server.tasks.list({ status: 'COMPLETE' })).tasks;
    expect(next?.steps[0]).toEqual({ name: 'accept the invitation', status: 'DONE', tries: 0 });
    expect(next?.steps[1]).toMatchObject({ status: 'DONE', tries: 1, endedAt: expect.any(String) });
  });

  it('counts the tries of a step', async () => {
    const plan = failingStore();
    const server = await startEngine({ openStore: plan.openStore });
    const client = clientOf(server, ALPHA);
    const { invitationId } = await refer(client);
    plan.failNext(1, 'insert opportunities');
    expect((await runAcceptTask(client, invitationId)).TaskStatus).toBe('COMPLETE');
    const [task] = (await server.tasks.list()).tasks;
    expect(task?.steps.map(({ tries }) => tries)).toEqual([1, 2, 1]);
  });

  it('counts the tries of a step that never succeeds', async () => {
    const { server, jobs, plan, alpha } = await heldTasks();
    const { invitationId } = await refer(alpha);
    await startTask(alpha, invitationId);
    const [job] = jobs.takeTasks();
    if (!job) throw new Error('There is no job');
    for (let run = 1; run <= 3; run++) {
      plan.failNext(1, 'insert opportunities');
      await errorOf(jobs.deliver(job));
      const [running] = (await server.tasks.list()).tasks;
      expect(running?.steps[1]).toEqual({ name: 'create the opportunity', status: 'NEXT', tries: run });
    }
    await jobs.giveUp(job);
    const [failed] = (await server.tasks.list({ status: 'FAILED' })).tasks;
    expect(failed?.steps.map(({ status, tries }) => [status, tries])).toEqual([
      ['DONE', 1],
      ['FAILED', 3],
      ['WAITING', 0],
    ]);
  });
});
