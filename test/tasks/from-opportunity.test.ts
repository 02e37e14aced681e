import { expect, test } from 'vitest';
import { ALPHA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import {
  engagementAbout,
  giveUpAt,
  invitationToAws,
  newsOf,
  possessions,
  project,
  readyOpportunity,
  share,
  submission,
} from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';
import { getOpportunity } from '../support/update.ts';

/** StartEngagementFromOpportunityTask, repeated and interrupted. */

const Catalog = 'Sandbox';
const ONE_OF_EACH = { opportunities: 1, engagements: 1, invitations: 1, jobs: 1 };

test('twenty equal requests at once are one task, and another body with its token a conflict', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const request = submission(await readyOpportunity(alpha), 'one');
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => alpha.startEngagementFromOpportunityTask(request)),
  );
  expect(new Set(answers.map((answer) => answer.TaskId)).size).toBe(1);
  const task = await share(alpha, request.Identifier, 'one');
  expect(task).toMatchObject({ TaskStatus: 'COMPLETE', TaskId: answers[0]?.TaskId });
  expect(await possessions(alpha)).toEqual(ONE_OF_EACH);

  for (const change of [
    { AwsSubmission: { InvolvementType: 'For Visibility Only', Visibility: 'Full' } as const },
    { Identifier: 'O999999999999999' },
    { Tags: [{ Key: 'a', Value: 'b' }] },
  ]) {
    const error = await errorOf(alpha.startEngagementFromOpportunityTask({ ...request, ...change }));
    expect(error.name).toBe('ConflictException');
    expect(error.message).toBe('Conflicting client token submitted for a new request body.');
  }
});

test('a token outlives the server, and a task that waited goes on in the next one', async () => {
  const folder = await temporaryFolder();
  const first = await heldTasks({ location: { folder } });
  const request = submission(await readyOpportunity(first.alpha), 'kept');
  const before = await first.alpha.startEngagementFromOpportunityTask(request);
  expect(before.TaskStatus).toBe('IN_PROGRESS');
  const waiting = first.jobs.takeTasks();
  await first.server.close();

  const second = await heldTasks({ location: { folder } });
  for (const job of waiting) await second.jobs.deliver(job);
  const after = await second.alpha.startEngagementFromOpportunityTask(request);
  expect(after).toMatchObject({ TaskStatus: 'COMPLETE', TaskId: before.TaskId });
  expect(second.jobs.takeTasks()).toEqual([]);
  expect(await possessions(second.alpha)).toEqual(ONE_OF_EACH);
  const other = { ...request, Tags: [{ Key: 'a', Value: 'b' }] };
  expect((await errorOf(second.alpha.startEngagementFromOpportunityTask(other))).name).toBe(
    'ConflictException',
  );
});

test('two concurrent tasks for one opportunity share it once', async () => {
  const { jobs, alpha } = await heldTasks();
  const id = await readyOpportunity(alpha);
  const requests = [submission(id), submission(id)];
  for (const request of requests) await alpha.startEngagementFromOpportunityTask(request);
  await Promise.all(jobs.takeTasks().map(jobs.deliver));
  const ended = await Promise.all(
    requests.map((request) => alpha.startEngagementFromOpportunityTask(request)),
  );
  expect(ended.map((task) => task.TaskStatus).sort()).toEqual(['COMPLETE', 'FAILED']);
  expect(ended.find((task) => task.TaskStatus === 'FAILED')?.ReasonCode).toBe('OpportunitySubmissionFailed');
  expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
});

test('a task whose job is delivered twice concurrently does each step once', async () => {
  const { server, jobs, alpha } = await heldTasks();
  const request = submission(await readyOpportunity(alpha));
  await alpha.startEngagementFromOpportunityTask(request);
  const [job] = jobs.takeTasks();
  if (!job) throw new Error('The task left no job');
  await Promise.all([jobs.deliver(job), jobs.deliver(job)]);
  await jobs.deliver(job);
  expect((await alpha.startEngagementFromOpportunityTask(request)).TaskStatus).toBe('COMPLETE');
  expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
  const events = (await readFeed(server, ALPHA)).map((event) => event['detail-type']);
  // One for AWS's side, one for the opportunity.
  expect(events.filter((type) => type === 'Engagement Resource Snapshot Created')).toHaveLength(2);
});

test.each([
  { step: 1, statement: 'insert engagements' },
  { step: 2, statement: 'insert engagement_invitations' },
  { step: 3, statement: 'update opportunities' },
  { step: 4, statement: 'insert resource_snapshots' },
])('InternalError at step $step: a new task goes on, and nothing is done twice', async ({ statement }) => {
  const undisturbed = await heldTasks();
  const told = newsOf(undisturbed.server);
  await undisturbed.alpha.startEngagementFromOpportunityTask(
    submission(await readyOpportunity(undisturbed.alpha)),
  );
  await undisturbed.jobs.runTasks();

  const held = await heldTasks();
  const { alpha, jobs } = held;
  const news = newsOf(held.server);
  const id = await readyOpportunity(alpha);
  const first = submission(id);
  await alpha.startEngagementFromOpportunityTask(first);
  await giveUpAt(held, statement);
  expect(await alpha.startEngagementFromOpportunityTask(first)).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'InternalError',
    Message: expect.stringMatching(/Start it again with another client token/),
  });

  const again = { ...submission(id), Tags: [{ Key: 'try', Value: 'second' }] };
  await alpha.startEngagementFromOpportunityTask(again);
  await jobs.runTasks();
  const task = await alpha.startEngagementFromOpportunityTask(again);
  expect(task).toMatchObject({
    TaskStatus: 'COMPLETE',
    OpportunityId: id,
    EngagementId: expect.any(String),
    EngagementInvitationId: expect.any(String),
    ResourceSnapshotJobId: expect.any(String),
  });
  expect(await possessions(alpha)).toEqual(ONE_OF_EACH);
  expect(await news()).toEqual(await told());
  const { Arn: ResourceArn } = await alpha.getResourceSnapshotJob({
    Catalog,
    ResourceSnapshotJobIdentifier: task.ResourceSnapshotJobId,
  });
  const { Tags } = await alpha.listTagsForResource({ ResourceArn });
  expect(Tags).toEqual([{ Key: 'try', Value: 'second' }]);
});

test.each([
  { answer: 'accepts', status: 'Approved' },
  { answer: 'rejects', status: 'Rejected' },
])('AWS $answer before the opportunity is submitted: it is $status', async ({ answer, status }) => {
  const { jobs, plan, alpha, aws } = await heldTasks();
  const id = await readyOpportunity(alpha);
  const request = submission(id);
  await alpha.startEngagementFromOpportunityTask(request);
  plan.failNext(1, 'update opportunities');
  const [job] = jobs.takeTasks();
  if (!job) throw new Error('The task left no job');
  await expect(jobs.deliver(job)).rejects.toThrow('the test wants it');

  const Identifier = await invitationToAws(aws);
  if (answer === 'accepts') await aws.acceptEngagementInvitation({ Catalog, Identifier });
  else await aws.rejectEngagementInvitation({ Catalog, Identifier, RejectionReason: 'No' });
  expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe('Pending Submission');
  await jobs.deliver(job);
  expect((await alpha.startEngagementFromOpportunityTask(request)).TaskStatus).toBe('COMPLETE');
  expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe(status);
});

test('an existing snapshot job is used and started', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const id = await readyOpportunity(alpha);
  const { Id: job } = await alpha.createResourceSnapshotJob({
    Catalog,
    ClientToken: 'job',
    EngagementIdentifier: await engagementAbout(alpha, project()),
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  const news = newsOf(server);
  await news();
  expect(await share(alpha, id)).toMatchObject({ TaskStatus: 'COMPLETE', ResourceSnapshotJobId: job });
  const { Status } = await alpha.getResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier: job });
  expect(Status).toBe('Running');
  expect((await news())[ALPHA]).toEqual([
    'Engagement Invitation Created',
    'Opportunity Updated',
    // Of AWS's side, and of the opportunity.
    'Engagement Resource Snapshot Created',
    'Engagement Resource Snapshot Created',
  ]);
});

test('AWS’s answer is the review of all that a partner submitted in the engagement', async () => {
  const server = await startServer();
  const [alpha, aws] = [clientOf(server, ALPHA), clientOf(server, 'aws')];
  const EngagementIdentifier = await engagementAbout(alpha, project());
  const ids = [await readyOpportunity(alpha), await readyOpportunity(alpha)];
  for (const id of ids) {
    await alpha.createResourceSnapshot({
      Catalog,
      ClientToken: id,
      EngagementIdentifier,
      ResourceType: 'Opportunity',
      ResourceIdentifier: id,
      ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
    });
    expect(await share(alpha, id)).toMatchObject({ EngagementId: EngagementIdentifier });
  }
  await aws.acceptEngagementInvitation({ Catalog, Identifier: await invitationToAws(aws) });
  for (const id of ids) {
    expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe('Approved');
  }
});
