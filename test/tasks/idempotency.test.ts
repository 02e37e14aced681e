import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { invite, refer, runAcceptTask } from '../support/data.ts';
import { startEngine } from '../support/engine.ts';
import { manualJobs } from '../support/manual-jobs.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';

test('fifty concurrent equal requests are one task', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId, opportunityId } = await refer(alpha);
  const request = { Catalog: 'Sandbox', ClientToken: 'one', Identifier: invitationId };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => alpha.startEngagementByAcceptingInvitationTask(request)),
  );
  expect(new Set(answers.map((answer) => answer.TaskId)).size).toBe(1);

  const task = await runAcceptTask(alpha, invitationId, 'one');
  expect(task).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  const { TaskSummaries } = await alpha.listEngagementByAcceptingInvitationTasks({ Catalog: 'Sandbox' });
  expect(TaskSummaries?.map((summary) => summary.TaskId)).toEqual([task.TaskId]);
  const created = (await readFeed(server, ALPHA)).filter(
    (event) => event['detail-type'] === 'Opportunity Created',
  );
  expect(created).toHaveLength(1);
});

test('a repeated request returns the latest state of its task', async () => {
  const jobs = manualJobs();
  const server = await startEngine({ createJobs: jobs.createJobs, taskWait: 0 });
  const alpha = clientOf(server, ALPHA);
  const { invitationId, opportunityId } = await refer(alpha);
  const request = { Catalog: 'Sandbox', ClientToken: 'poll', Identifier: invitationId };

  const { $metadata: _first, ...first } = await alpha.startEngagementByAcceptingInvitationTask(request);
  expect(first).toEqual({
    TaskId: expect.stringMatching(/^task-[0-9a-z]{13}$/),
    TaskArn: `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement-by-accepting-invitation-task/${first.TaskId}`,
    StartTime: expect.any(Date),
    TaskStatus: 'IN_PROGRESS',
    EngagementInvitationId: invitationId,
  });

  await jobs.runTasks();
  const { $metadata: _last, ...last } = await alpha.startEngagementByAcceptingInvitationTask(request);
  expect(last).toEqual({
    ...first,
    TaskStatus: 'COMPLETE',
    OpportunityId: opportunityId,
    ResourceSnapshotJobId: expect.stringMatching(/^job-[0-9a-z]{13}$/),
  });
  expect(jobs.takeTasks()).toEqual([]);
});

test('a token that was used with another body is a conflict', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId } = await refer(alpha);
  const request = { Catalog: 'Sandbox', ClientToken: 'used', Identifier: invitationId };
  await alpha.startEngagementByAcceptingInvitationTask(request);
  for (const change of [
    { Identifier: 'engi-0000000000000' },
    { Tags: [{ Key: 'a', Value: 'b' }] },
    { Identifier: `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement-invitation/${invitationId}` },
  ]) {
    const error = await errorOf(alpha.startEngagementByAcceptingInvitationTask({ ...request, ...change }));
    expect(error.name).toBe('ConflictException');
    expect(error.message).toBe('Conflicting client token submitted for a new request body.');
    expect(error.$metadata.httpStatusCode).toBe(400);
  }
});

test('concurrent different bodies with one token: one is a task, the others conflict', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId } = await refer(alpha);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) =>
      alpha.startEngagementByAcceptingInvitationTask({
        Catalog: 'Sandbox',
        ClientToken: 'contested',
        Identifier: invitationId,
        Tags: [{ Key: 'request', Value: String(index) }],
      }),
    ),
  );
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    expect(outcome.reason.message).toBe('Conflicting client token submitted for a new request body.');
  }
});

test('a token outlives the server', async () => {
  const folder = await temporaryFolder();
  const first = await startServer({ data: folder });
  const alpha = clientOf(first, ALPHA);
  const { invitationId } = await refer(alpha);
  const before = await runAcceptTask(alpha, invitationId, 'kept');
  await first.close();

  const again = clientOf(await startServer({ data: folder }), ALPHA);
  const request = { Catalog: 'Sandbox', ClientToken: 'kept', Identifier: invitationId };
  const after = await again.startEngagementByAcceptingInvitationTask(request);
  expect({ ...after, $metadata: {} }).toEqual({ ...before, $metadata: {} });
  const other = { ...request, Tags: [{ Key: 'a', Value: 'b' }] };
  const error = await errorOf(again.startEngagementByAcceptingInvitationTask(other));
  expect(error.message).toBe('Conflicting client token submitted for a new request body.');
});

test('a token applies only to its account, catalog and operation', async () => {
  const server = await startServer();
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const ofAlpha = await refer(alpha, { ClientToken: 'same' });
  const ofBeta = await refer(beta, { ClientToken: 'same' });
  const one = await runAcceptTask(alpha, ofAlpha.invitationId, 'same');
  const two = await runAcceptTask(beta, ofBeta.invitationId, 'same');
  expect([one.TaskStatus, two.TaskStatus]).toEqual(['COMPLETE', 'COMPLETE']);
  expect(one.TaskId).not.toBe(two.TaskId);
  const error = await errorOf(
    alpha.startEngagementByAcceptingInvitationTask({
      Catalog: 'AWS',
      ClientToken: 'same',
      Identifier: ofAlpha.invitationId,
    }),
  );
  expect(error.name).toBe('ResourceNotFoundException');
});

test('a refused request does not use up its token', async () => {
  const server = await startServer();
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const { invitationId } = await invite(alpha, BETA);
  const ClientToken = randomUUID();
  const start = (Identifier: string) =>
    beta.startEngagementByAcceptingInvitationTask({ Catalog: 'Sandbox', ClientToken, Identifier });
  expect((await errorOf(start('engi-0000000000000'))).name).toBe('ResourceNotFoundException');
  expect((await start(invitationId)).EngagementInvitationId).toBe(invitationId);
});
