import { expect, test } from 'vitest';
import { leadInvitation } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { engagementAbout, heard, lead, newsOf, project } from '../support/sharing.ts';

/** AWS docs: working-with-leads, "Prospecting". */

const Catalog = 'Sandbox';

test('a partner requests insights on several leads and gets the result of each', async () => {
  const server = await startServer();
  const [alpha, beta, news] = [clientOf(server, ALPHA), clientOf(server, BETA), newsOf(server)];
  const mine = await engagementAbout(alpha);
  const shared = await engagementAbout(alpha);
  const { Id = '' } = await alpha.createEngagementInvitation(leadInvitation(shared, BETA));
  await beta.acceptEngagementInvitation({ Catalog, Identifier: Id });
  const withoutLead = await engagementAbout(alpha, project());
  const full = await engagementAbout(alpha, lead(), lead(), lead(), lead(), lead());
  const foreign = await engagementAbout(beta);
  await news();

  const Identifiers = [mine, shared, withoutLead, full, foreign, 'eng-zzzzzzzzzzzzzz'];
  const started = await alpha.startProspectingFromEngagementTask({
    Catalog,
    ClientToken: 'prospects',
    TaskName: 'Autumn leads',
    Identifiers,
  });
  expect(started).toMatchObject({
    TaskId: expect.stringMatching(/^task-[0-9a-z]{14}$/),
    TaskName: 'Autumn leads',
    Identifiers,
  });

  const done = await eventually(async () => {
    const task = await alpha.getProspectingFromEngagementTask({
      Catalog,
      TaskIdentifier: started.TaskId,
    });
    return task.EndTime && task;
  });
  const failed = (EngagementIdentifier: string, ReasonCode: string, says: RegExp) => ({
    EngagementIdentifier,
    Status: 'FAILED',
    ReasonCode,
    Message: expect.stringMatching(says),
  });
  const unseen = /no such engagement that your account can see/;
  expect(done.Engagements).toEqual([
    { EngagementIdentifier: mine, EngagementContextId: '2', Status: 'COMPLETED' },
    { EngagementIdentifier: shared, EngagementContextId: '2', Status: 'COMPLETED' },
    failed(withoutLead, 'LeadContextNotFound', /Add one with CreateEngagementContext/),
    failed(full, 'ServiceQuotaExceeded', /has 5 contexts/),
    failed(foreign, 'EngagementNotFound', unseen),
    failed('eng-zzzzzzzzzzzzzz', 'EngagementNotFound', unseen),
  ]);
  // Members get events of changes; failures cause none.
  expect(await news()).toEqual({
    [ALPHA]: [heard.engagementUpdated, heard.engagementUpdated],
    [BETA]: [heard.engagementUpdated],
  });

  const { Contexts } = await beta.getEngagement({ Catalog, Identifier: shared });
  expect(Contexts?.map(({ Id, Type }) => `${Id} ${Type}`)).toEqual(['1 Lead', '2 ProspectingResult']);
  expect(Contexts?.[1]?.Payload?.ProspectingResult?.Aws).toMatchObject({
    TaskId: started.TaskId,
    TaskName: 'Autumn leads',
    Customer: { AccountName: 'Example Corp', Country: 'US', Industry: 'Retail' },
    Insights: { MarketplaceEngagementScore: expect.stringMatching(/^(Low|Medium|High)$/) },
  });

  const { TaskSummaries } = await alpha.listProspectingFromEngagementTasks({ Catalog });
  expect(TaskSummaries).toMatchObject([
    {
      TaskId: started.TaskId,
      TotalEngagementCount: 6,
      CompletedEngagementCount: 2,
      FailedEngagementCount: 4,
    },
  ]);
  expect((await beta.listProspectingFromEngagementTasks({ Catalog })).TaskSummaries).toEqual([]);
});
