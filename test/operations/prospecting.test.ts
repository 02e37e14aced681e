import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { join, prospect } from '../support/co-sell.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { engagementAbout, heard, lead, newsOf, project } from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';
const start = async () => {
  const server = await startServer();
  const [client, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const get = (TaskIdentifier = '', by = client) =>
    by.getProspectingFromEngagementTask({ Catalog, TaskIdentifier });
  return { server, client, beta, get };
};

test('each engagement with a lead gets a context with the insights', async () => {
  const { client, get } = await start();
  const ids = [await engagementAbout(client, lead()), await engagementAbout(client, project(), lead())];
  const task = await prospect(client, 'Sweep', ids[0] ?? '', arnOf.engagement(ids[1] ?? ''));
  expect(task).toMatchObject({
    TaskName: 'Sweep',
    TaskStatus: 'COMPLETED',
    TaskArn: arnOf.prospectingTask(task.TaskId ?? ''),
    Identifiers: [ids[0], arnOf.engagement(ids[1] ?? '')],
  });
  const got = await get(task.TaskId);
  expect(got).toMatchObject({
    TaskId: task.TaskId,
    TaskArn: task.TaskArn,
    TaskName: 'Sweep',
    StartTime: task.StartTime,
    EndTime: expect.any(Date),
  });
  expect(got.Engagements).toEqual([
    { EngagementIdentifier: ids[0], EngagementContextId: '2', Status: 'COMPLETED' },
    { EngagementIdentifier: ids[1], EngagementContextId: '3', Status: 'COMPLETED' },
  ]);
  const { Contexts = [] } = await client.getEngagement({ Catalog, Identifier: ids[1] });
  expect(Contexts[2]).toEqual({
    Id: '3',
    Type: 'ProspectingResult',
    Payload: {
      ProspectingResult: {
        Aws: {
          Customer: {
            AccountName: 'Example Corp',
            Country: 'US',
            Industry: 'Retail',
            EligiblePrograms: [],
          },
          Insights: { MarketplaceEngagementScore: 'Low', SolutionScore: 'Medium' },
          StartTime: task.StartTime,
          EndTime: got.EndTime,
          TaskId: task.TaskId,
          TaskArn: task.TaskArn,
          TaskName: 'Sweep',
        },
      },
    },
  });
});

test('each engagement has its own result, with a reason if it failed', async () => {
  const { client, beta, get } = await start();
  const good = await engagementAbout(client, lead());
  const noLead = await engagementAbout(client, project());
  const full = await engagementAbout(client, lead(), project(), project(), project(), project());
  const foreign = await engagementAbout(beta, lead());
  const absent = 'eng-zzzzzzzzzzzzzz';
  const { TaskId, TaskStatus } = await prospect(client, 'Sweep', good, noLead, full, foreign, absent);
  expect(TaskStatus).toBe('COMPLETED');
  const { Engagements = [] } = await get(TaskId);
  expect(
    Engagements.map(({ EngagementIdentifier, Status, ReasonCode }) => [
      EngagementIdentifier,
      Status,
      ReasonCode,
    ]),
  ).toEqual([
    [good, 'COMPLETED', undefined],
    [noLead, 'FAILED', 'LeadContextNotFound'],
    [full, 'FAILED', 'ServiceQuotaExceeded'],
    [foreign, 'FAILED', 'EngagementNotFound'],
    [absent, 'FAILED', 'EngagementNotFound'],
  ]);
  expect(Engagements[3]?.Message).toBe(Engagements[4]?.Message);
  const { TaskSummaries } = await client.listProspectingFromEngagementTasks({ Catalog });
  expect(TaskSummaries).toMatchObject([
    { TaskId, TotalEngagementCount: 5, CompletedEngagementCount: 1, FailedEngagementCount: 4 },
  ]);
  expect((await beta.getEngagement({ Catalog, Identifier: foreign })).Contexts).toHaveLength(1);
});

test('an engagement that is listed twice gets two contexts', async () => {
  const { client, get } = await start();
  const id = await engagementAbout(client, lead());
  const { TaskId } = await prospect(client, 'Sweep', id, id);
  expect((await get(TaskId)).Engagements?.map((result) => result.EngagementContextId)).toEqual(['2', '3']);
});

test('the task is IN_PROGRESS and its engagements PENDING until it runs', async () => {
  const { alpha, jobs } = await heldTasks();
  const request = {
    Catalog,
    ClientToken: randomUUID(),
    TaskName: 'Sweep',
    Identifiers: ['eng-zzzzzzzzzzzzzz'],
  };
  const { TaskId, TaskStatus } = await alpha.startProspectingFromEngagementTask(request);
  expect(TaskStatus).toBe('IN_PROGRESS');
  const get = () => alpha.getProspectingFromEngagementTask({ Catalog, TaskIdentifier: TaskId });
  const waiting = await get();
  expect(waiting.EndTime).toBeUndefined();
  expect(waiting.Engagements).toEqual([{ EngagementIdentifier: 'eng-zzzzzzzzzzzzzz', Status: 'PENDING' }]);
  await jobs.runTasks();
  expect(await get()).toMatchObject({ EndTime: expect.any(Date), Engagements: [{ Status: 'FAILED' }] });
});

test('a task whose retries are exhausted fails with all of its engagements', async () => {
  const { alpha, jobs } = await heldTasks();
  const id = await engagementAbout(alpha, lead());
  const request = { Catalog, ClientToken: randomUUID(), TaskName: 'Sweep', Identifiers: [id] };
  const { TaskId } = await alpha.startProspectingFromEngagementTask(request);
  for (const job of jobs.takeTasks()) await jobs.giveUp(job);
  expect(await alpha.startProspectingFromEngagementTask(request)).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'InternalError',
  });
  const { Engagements } = await alpha.getProspectingFromEngagementTask({ Catalog, TaskIdentifier: TaskId });
  expect(Engagements).toMatchObject([
    { EngagementIdentifier: id, Status: 'FAILED', ReasonCode: 'InternalError' },
  ]);
  const { TaskSummaries } = await alpha.listProspectingFromEngagementTasks({ Catalog });
  expect(TaskSummaries).toMatchObject([{ CompletedEngagementCount: 0, FailedEngagementCount: 1 }]);
});

test('every member gets one event per updated engagement', async () => {
  const { server, client, beta } = await start();
  const id = await engagementAbout(client, lead());
  await join(client, beta, BETA, id);
  const news = newsOf(server);
  await news();
  await prospect(client, 'Sweep', id, 'eng-zzzzzzzzzzzzzz');
  expect(await news()).toEqual({ [ALPHA]: [heard.engagementUpdated], [BETA]: [heard.engagementUpdated] });
});

test('the same token and body start one task, another body is a conflict', async () => {
  const { client } = await start();
  const Identifiers = [await engagementAbout(client, lead())];
  const request = { Catalog, ClientToken: 'token', TaskName: 'Sweep', Identifiers };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => client.startProspectingFromEngagementTask(request)),
  );
  expect(new Set(answers.map(({ TaskId }) => TaskId)).size).toBe(1);
  const other = client.startProspectingFromEngagementTask({ ...request, TaskName: 'Other' });
  expect(await errorOf(other)).toMatchObject({
    name: 'ConflictException',
    message: 'Conflicting client token submitted for a new request body.',
  });
  expect((await client.listProspectingFromEngagementTasks({ Catalog })).TaskSummaries).toHaveLength(1);
});

test('a task accepts 100 engagements, but not 101', async () => {
  const { client, get } = await start();
  const ids = Array.from({ length: 101 }, (_, count) => `eng-${String(count).padStart(14, '0')}`);
  const { TaskId } = await prospect(client, 'Sweep', ...ids.slice(1));
  expect((await get(TaskId)).Engagements?.map((result) => result.EngagementIdentifier)).toEqual(ids.slice(1));
  const error = await errorOf(prospect(client, 'Sweep', ...ids));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'REQUEST_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(['identifiers: TOO_MANY_VALUES']);
});

test('another account’s task and a task that does not exist are not found', async () => {
  const { client, beta, get } = await start();
  const { TaskId } = await prospect(client, 'Sweep', 'eng-zzzzzzzzzzzzzz');
  for (const error of await Promise.all([get(TaskId, beta), get('task-zzzzzzzzzzzzzz')].map(errorOf)))
    expect(error.name).toBe('ResourceNotFoundException');
});

test('tasks are listed by every filter', async () => {
  const { client, get } = await start();
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Two']) {
    ids.push((await prospect(client, name, 'eng-zzzzzzzzzzzzzz')).TaskId ?? '');
    // Times distinguish tasks only if the clock advances between them.
    const { StartTime } = await get(ids.at(-1));
    while (Date.now() <= StartTime!.getTime()) await new Promise(setImmediate);
  }
  const [one = '', two = '', three = ''] = ids;
  const listed = async (filter: object) =>
    (await client.listProspectingFromEngagementTasks({ Catalog, ...filter })).TaskSummaries?.map(
      ({ TaskId }) => TaskId,
    );
  const { StartTime } = await get(two);
  expect(await listed({})).toEqual([three, two, one]);
  expect(await listed({ TaskIdentifier: [one, arnOf.prospectingTask(three)] })).toEqual([three, one]);
  expect(await listed({ TaskIdentifier: [arnOf.draftTask(one)] })).toEqual([]);
  expect(await listed({ TaskName: ['Two', 'Three'] })).toEqual([three, two]);
  expect(await listed({ StartAfter: StartTime })).toEqual([three]);
  expect(await listed({ StartBefore: StartTime })).toEqual([one]);
  expect(await listed({ StartAfter: StartTime, StartBefore: StartTime })).toEqual([]);
  expect(await listed({ TaskIdentifier: [], TaskName: [] })).toEqual([three, two, one]);
});
