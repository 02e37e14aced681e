import { randomUUID } from 'node:crypto';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { eventually } from '../support/engine.ts';
import { ALPHA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { engagementAbout, giveUpAt } from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';
import { arnOf } from '../support/world.ts';

/** StartProspectingFromEngagementTask, repeated and interrupted. */

const Catalog = 'Sandbox';
const prospecting = (Identifiers: string[], ClientToken: string = randomUUID()) => ({
  Catalog,
  ClientToken,
  TaskName: 'Leads',
  Identifiers,
});

const contextsOf = async (client: PartnerCentralSelling, Identifier: string) => {
  const { Contexts = [] } = await client.getEngagement({ Catalog, Identifier });
  return Contexts.map(({ Type }) => Type);
};

const summaryOf = async (client: PartnerCentralSelling, id: string | undefined) => {
  const { TaskSummaries = [] } = await client.listProspectingFromEngagementTasks({
    Catalog,
    TaskIdentifier: [id ?? ''],
  });
  return TaskSummaries[0];
};

test('twenty equal requests at once are one task, and another body with its token a conflict', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const engagement = await engagementAbout(alpha);
  const request = prospecting([engagement], 'one');
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => alpha.startProspectingFromEngagementTask(request)),
  );
  expect(new Set(answers.map((answer) => answer.TaskId)).size).toBe(1);
  await eventually(async () => (await summaryOf(alpha, answers[0]?.TaskId))?.EndTime);
  expect(await contextsOf(alpha, engagement)).toEqual(['Lead', 'ProspectingResult']);
  for (const change of [{ TaskName: 'Others' }, { Identifiers: [engagement, 'eng-zzzzzzzzzzzzzz'] }]) {
    const error = await errorOf(alpha.startProspectingFromEngagementTask({ ...request, ...change }));
    expect(error.message).toBe('Conflicting client token submitted for a new request body.');
  }
  const updates = (await readFeed(server, ALPHA)).map((event) => event['detail-type']);
  expect(updates).toEqual(['Engagement Created', 'Engagement Updated']);
});

test('a token outlives the server, and a task that waited goes on in the next one', async () => {
  const folder = await temporaryFolder();
  const first = await heldTasks({ location: { folder } });
  const engagement = await engagementAbout(first.alpha);
  const request = prospecting([engagement], 'kept');
  const before = await first.alpha.startProspectingFromEngagementTask(request);
  const waiting = first.jobs.takeTasks();
  await first.server.close();

  const { jobs, alpha } = await heldTasks({ location: { folder } });
  for (const job of waiting) await jobs.deliver(job);
  for (const job of waiting) await jobs.deliver(job);
  const after = await alpha.startProspectingFromEngagementTask(request);
  expect(after).toMatchObject({ TaskStatus: 'COMPLETED', TaskId: before.TaskId });
  expect(await contextsOf(alpha, engagement)).toEqual(['Lead', 'ProspectingResult']);
});

test('one task takes a hundred engagements, also by ARN', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const engagement = await engagementAbout(alpha);
  const unknown = Array.from(
    { length: 99 },
    (_, index) => `eng-${String(index).padStart(14, 'z').toLowerCase()}`,
  );
  const { TaskId } = await alpha.startProspectingFromEngagementTask(
    prospecting([arnOf.engagement(engagement), ...unknown]),
  );
  const done = await eventually(async () => {
    const summary = await summaryOf(alpha, TaskId);
    return summary?.EndTime && summary;
  });
  expect(done).toMatchObject({
    TotalEngagementCount: 100,
    CompletedEngagementCount: 1,
    FailedEngagementCount: 99,
  });
  const { Engagements = [] } = await alpha.getProspectingFromEngagementTask({
    Catalog,
    TaskIdentifier: TaskId,
  });
  expect(Engagements.map((result) => result.EngagementIdentifier)).toEqual([engagement, ...unknown]);
  expect(Engagements.filter((result) => result.Status === 'COMPLETED')).toHaveLength(1);
});

test('InternalError: all engagements of the task failed and none is changed; a new task does them', async () => {
  const held = await heldTasks();
  const { alpha, jobs, server } = held;
  const engagements = [await engagementAbout(alpha), await engagementAbout(alpha)];
  const first = prospecting(engagements);
  const { TaskId } = await alpha.startProspectingFromEngagementTask(first);
  await giveUpAt(held, 'insert events');
  expect(await alpha.startProspectingFromEngagementTask(first)).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'InternalError',
    Message: expect.stringMatching(/Start it again with another client token/),
  });
  const { Engagements } = await alpha.getProspectingFromEngagementTask({ Catalog, TaskIdentifier: TaskId });
  expect(Engagements?.map(({ Status, ReasonCode }) => `${Status} ${ReasonCode}`)).toEqual(
    Array(2).fill('FAILED InternalError'),
  );
  for (const engagement of engagements) expect(await contextsOf(alpha, engagement)).toEqual(['Lead']);

  const again = prospecting(engagements);
  await alpha.startProspectingFromEngagementTask(again);
  await jobs.runTasks();
  expect((await alpha.startProspectingFromEngagementTask(again)).TaskStatus).toBe('COMPLETED');
  for (const engagement of engagements) {
    expect(await contextsOf(alpha, engagement)).toEqual(['Lead', 'ProspectingResult']);
  }
  const updates = (await readFeed(server, ALPHA)).filter(
    (event) => event['detail-type'] === 'Engagement Updated',
  );
  expect(updates).toHaveLength(2);
});
