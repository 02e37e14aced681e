import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { refer } from '../support/data.ts';
import { operate } from '../support/operator.ts';
import { ALPHA, clientOf, errorOf, startServer } from '../support/server.ts';
import { heldTasks } from '../support/tasks.ts';

const Catalog = 'Sandbox';
/** So slow that no test sees a second token. */
const SELDOM = 0.0001;

const limit = (server: Parameters<typeof operate>[0], classes: object) =>
  operate(server, 'PUT', 'quotas', { mode: 'custom', classes });

const start = (alpha: ReturnType<typeof clientOf>, Identifier: string | undefined) =>
  alpha.startEngagementByAcceptingInvitationTask({ Catalog, Identifier, ClientToken: randomUUID() });

test('a task whose step finds the rate used up each time fails with RequestThrottled, and a new one continues', async () => {
  const { server, jobs, alpha } = await heldTasks();
  const { invitationId: invitation } = await refer(alpha);
  await limit(server, { writes: { perSecond: SELDOM } });
  const { TaskId = '' } = await start(alpha, invitation);
  expect((await errorOf(start(alpha, invitation))).name).toBe('ThrottlingException');
  const [job] = jobs.takeTasks();
  if (!job) throw new Error('The task has no job');
  const status = async () => {
    const { TaskSummaries } = await alpha.listEngagementByAcceptingInvitationTasks({
      Catalog,
      TaskIdentifier: [TaskId],
    });
    return TaskSummaries?.[0];
  };
  for (let attempt = 1; attempt < 6; attempt++) {
    await expect(jobs.deliver(job)).rejects.toThrow('CreateOpportunity');
    expect((await status())?.TaskStatus).toBe('IN_PROGRESS');
  }
  await jobs.deliver(job);
  expect(await status()).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'RequestThrottled',
    Message: expect.stringContaining('Rate exceeded: CreateOpportunity'),
  });
  await operate(server, 'PUT', 'quotas', { mode: 'off' });
  await start(alpha, invitation);
  await jobs.runTasks();
  const { OpportunitySummaries } = await alpha.listOpportunities({ Catalog });
  expect(OpportunitySummaries).toHaveLength(1);
});

test('a task whose rate suffices takes what its steps use of it', async () => {
  const { server, jobs, alpha } = await heldTasks();
  const { invitationId } = await refer(alpha);
  await limit(server, { writes: { perSecond: SELDOM, burst: 2 }, otherWrites: { perDay: 50 } });
  await start(alpha, invitationId);
  await jobs.runTasks();
  const { classes } = await operate<{ classes: { class: string; usedInDay?: number }[] }>(
    server,
    'GET',
    `quotas/usage?account=${ALPHA}`,
  );
  // AcceptEngagementInvitation and CreateResourceSnapshotJob.
  expect(classes.find(({ class: of }) => of === 'otherWrites')?.usedInDay).toBe(2);
  expect((await alpha.listOpportunities({ Catalog })).OpportunitySummaries).toHaveLength(1);
});

test('a throttled step is tried again, so the first answer is COMPLETE', async () => {
  const server = await startServer({ taskWait: 200_000 });
  const { invitationId: invitation } = await refer(clientOf(server, ALPHA));
  await limit(server, { writes: { perSecond: 4, burst: 1 } });
  expect(await start(clientOf(server, ALPHA), invitation)).toMatchObject({ TaskStatus: 'COMPLETE' });
});
