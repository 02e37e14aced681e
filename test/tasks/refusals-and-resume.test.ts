import { expect, test } from 'vitest';
import { invite, refer, runAcceptTask } from '../support/data.ts';
import { withStore } from '../support/engine.ts';
import { checkInvariants } from '../support/invariants.ts';
import {
  ALPHA,
  AWS,
  BETA,
  clientOf,
  errorOf,
  readFeed,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import { heldTasks, startTask } from '../support/tasks.ts';

const start = (client: ReturnType<typeof clientOf>, Identifier: string, Catalog = 'Sandbox') =>
  errorOf(client.startEngagementByAcceptingInvitationTask({ Catalog, ClientToken: 'refused', Identifier }));

test('an invitation that does not exist, or that the caller cannot see, is not found', async () => {
  const server = await startServer();
  const [alpha, other] = [clientOf(server, ALPHA), clientOf(server, '333333333333')];
  const { invitationId } = await invite(alpha, BETA);
  const arn = `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement-invitation/${invitationId}`;
  const beta = clientOf(server, BETA);
  const refused = [
    await start(beta, 'engi-0000000000000'),
    await start(other, invitationId),
    await start(other, arn),
    await start(beta, invitationId, 'AWS'),
    await start(beta, arn.replace('Sandbox', 'AWS')),
  ];
  for (const error of refused) {
    expect(error.name).toBe('ResourceNotFoundException');
    expect(error.$metadata.httpStatusCode).toBe(400);
  }
  const unseen = refused[1]?.message.replace(invitationId, 'X');
  expect(unseen).toBe(refused[0]?.message.replace('engi-0000000000000', 'X'));
});

test('an invitation that the caller sent cannot be accepted by it', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId } = await invite(alpha, BETA);
  expect(await start(alpha, invitationId)).toMatchObject({ name: 'AccessDeniedException' });
  const referral = await refer(alpha);
  expect(await start(clientOf(server, AWS), referral.invitationId)).toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('an invitation that a task accepted and completed is a conflict, by id and by ARN', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId, opportunityId } = await refer(alpha);
  const { EngagementInvitationId } = await runAcceptTask(alpha, invitationId);
  expect(EngagementInvitationId).toBe(invitationId);
  const events = await readFeed(server);
  for (const identifier of [
    invitationId,
    `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement-invitation/${invitationId}`,
  ]) {
    const error = await start(alpha, identifier);
    expect(error.name).toBe('ConflictException');
    expect(error.message).toContain(opportunityId);
  }
  expect(await readFeed(server)).toEqual(events);
});

test('a refused start leaves nothing behind', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId } = await invite(alpha, BETA);
  await start(alpha, invitationId);
  await start(clientOf(server, BETA), 'engi-0000000000000');
  for (const account of [ALPHA, BETA]) {
    const { TaskSummaries } = await clientOf(server, account).listEngagementByAcceptingInvitationTasks({
      Catalog: 'Sandbox',
    });
    expect(TaskSummaries).toEqual([]);
  }
});

test('a task resumes from an invitation that AcceptEngagementInvitation accepted', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId, opportunityId } = await refer(alpha);
  await alpha.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  const task = await runAcceptTask(alpha, invitationId);
  expect(task).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  const types = (await readFeed(server, ALPHA)).map((event) => event['detail-type']);
  expect(types).toEqual([
    'Engagement Invitation Created',
    'Engagement Invitation Accepted',
    'Engagement Member Added',
    'Opportunity Created',
    'Opportunity Updated',
    'Engagement Resource Snapshot Created',
  ]);
});

// A new call resumes where the previous one stopped, and adds the tags of its own request.
test.each([
  { stoppedAt: 'step 1', statement: 'insert engagement_members', opportunityIsThere: false },
  { stoppedAt: 'step 2', statement: 'insert opportunities', opportunityIsThere: false },
  { stoppedAt: 'step 3', statement: 'insert resource_snapshots', opportunityIsThere: true },
])('a task that failed at $stoppedAt is gone on with, and nothing is done twice', async (given) => {
  const folder = await temporaryFolder();
  const { server, jobs, plan, alpha } = await heldTasks({ location: { folder } });
  const { invitationId, opportunityId } = await refer(alpha);
  const first = await startTask(alpha, invitationId);
  plan.failNext(1, given.statement);
  const [waiting] = jobs.takeTasks();
  if (!waiting) throw new Error('The task left no job');
  await expect(jobs.deliver(waiting)).rejects.toThrow('the test wants it');
  await jobs.giveUp(waiting);
  const failed = await first.state();
  expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InternalError' });
  expect(failed.OpportunityId).toBe(given.opportunityIsThere ? opportunityId : undefined);

  const again = await alpha.startEngagementByAcceptingInvitationTask({
    Catalog: 'Sandbox',
    ClientToken: 'again',
    Identifier: invitationId,
    Tags: [{ Key: 'stage', Value: 'second' }],
  });
  expect(again.TaskStatus).toBe('IN_PROGRESS');
  expect(again.OpportunityId).toBe(given.opportunityIsThere ? opportunityId : undefined);
  await jobs.runTasks();
  const { TaskSummaries: [complete] = [] } = await alpha.listEngagementByAcceptingInvitationTasks({
    Catalog: 'Sandbox',
    TaskStatus: ['COMPLETE'],
  });
  expect(complete).toMatchObject({
    TaskId: again.TaskId,
    OpportunityId: opportunityId,
    ResourceSnapshotJobId: expect.any(String),
  });
  const { Arn = '' } = await alpha.getOpportunity({ Catalog: 'Sandbox', Identifier: opportunityId });
  const { Tags } = await alpha.listTagsForResource({ ResourceArn: Arn });
  expect(Tags).toEqual([{ Key: 'stage', Value: 'second' }]);
  await server.close();

  const invariants = await withStore(folder, (store) => checkInvariants(store.reads));
  expect(invariants.flatMap(({ name, violations }) => violations.map((one) => `${name}: ${one}`))).toEqual(
    [],
  );
});

test('the effects of finished steps stay when a task fails', async () => {
  const { jobs, alpha, aws } = await heldTasks();
  const { invitationId, engagementId, opportunityId } = await refer(alpha);
  const { $metadata, ...current } = await aws.getOpportunity({
    Catalog: 'Sandbox',
    Identifier: opportunityId,
  });
  await aws.updateOpportunity({
    ...current,
    Catalog: 'Sandbox',
    Identifier: opportunityId,
    LifeCycle: { ...current.LifeCycle, Stage: 'Closed Lost', ClosedLostReason: 'Other' },
  });
  const task = await startTask(alpha, invitationId);
  await jobs.runTasks();
  expect((await task.state()).ReasonCode).toBe('OpportunityValidationFailed');
  const invitation = await alpha.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  expect(invitation.Status).toBe('ACCEPTED');
  const { EngagementMemberList } = await alpha.listEngagementMembers({
    Catalog: 'Sandbox',
    Identifier: engagementId,
  });
  expect(EngagementMemberList?.map((member) => member.AccountId)).toEqual(['aws', ALPHA]);
});

test('a snapshot job that was deleted after a task created it is not recreated by another task', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { invitationId } = await refer(alpha);
  const { ResourceSnapshotJobId } = await runAcceptTask(alpha, invitationId);
  const job = { Catalog: 'Sandbox', ResourceSnapshotJobIdentifier: ResourceSnapshotJobId };
  await alpha.stopResourceSnapshotJob(job);
  await alpha.deleteResourceSnapshotJob(job);
  expect(await start(alpha, invitationId)).toMatchObject({ name: 'ConflictException' });
  const { ResourceSnapshotJobSummaries } = await alpha.listResourceSnapshotJobs({ Catalog: 'Sandbox' });
  expect(ResourceSnapshotJobSummaries).toEqual([]);
});
