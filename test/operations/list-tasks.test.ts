import { expect, test } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { invite, leadInvitation, refer, runAcceptTask, withoutSolution } from '../support/data.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { convert, engagementAbout, lead, project, readyOpportunity, share } from '../support/sharing.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';

test('tasks that accept invitations are listed by every filter', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const partner = clientOf(server, BETA);
  const first = await refer(client);
  const done = await runAcceptTask(client, first.invitationId);
  const { engagementId, invitationId } = await invite(partner, ALPHA);
  const second = await runAcceptTask(client, invitationId);
  const other = await invite(partner, '333333333333');
  const { Id: lead = '' } = await partner.createEngagementInvitation(
    leadInvitation(other.engagementId, ALPHA),
  );
  const failed = await runAcceptTask(client, lead);
  expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InvitationValidationFailed' });
  expect(engagementId).not.toBe(other.engagementId);

  const ids = async (filter: object) =>
    (await client.listEngagementByAcceptingInvitationTasks({ Catalog, ...filter })).TaskSummaries?.map(
      ({ TaskId }) => TaskId,
    ).sort();
  const sorted = (...tasks: { TaskId?: string | undefined }[]) => tasks.map(({ TaskId }) => TaskId).sort();
  expect(await ids({})).toEqual(sorted(done, second, failed));
  expect(await ids({ TaskStatus: ['FAILED'] })).toEqual(sorted(failed));
  expect(await ids({ TaskStatus: ['COMPLETE', 'IN_PROGRESS'] })).toEqual(sorted(done, second));
  expect(await ids({ TaskIdentifier: [done.TaskId, arnOf.task(second.TaskId ?? '')] })).toEqual(
    sorted(done, second),
  );
  expect(await ids({ EngagementInvitationIdentifier: [lead, arnOf.invitation(first.invitationId)] })).toEqual(
    sorted(done, failed),
  );
  expect(await ids({ OpportunityIdentifier: [second.OpportunityId, 'O1'] })).toEqual(sorted(second));
  expect(await ids({ TaskStatus: ['FAILED'], OpportunityIdentifier: [second.OpportunityId] })).toEqual([]);

  const { TaskSummaries } = await client.listEngagementByAcceptingInvitationTasks({
    Catalog,
    TaskIdentifier: [failed.TaskId ?? ''],
  });
  expect(TaskSummaries).toHaveLength(1);
  expect(failed).toMatchObject(TaskSummaries?.[0] ?? {});
});

interface Listed {
  TaskSummaries?: { TaskId?: string | undefined }[] | undefined;
}
const idsIn = ({ TaskSummaries = [] }: Listed) => TaskSummaries.map(({ TaskId }) => TaskId).sort();
const idsOf = (...tasks: { TaskId?: string | undefined }[]) => tasks.map(({ TaskId }) => TaskId).sort();

test('tasks that submit opportunities are listed by every filter', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const one = await share(client, await readyOpportunity(client));
  const two = await share(client, await readyOpportunity(client));
  const failed = await share(client, await createOpportunity(client, withoutSolution));
  expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'OpportunitySubmissionFailed' });
  const drafted = await convert(client, await engagementAbout(client, lead()));

  const ids = async (filter: object) =>
    idsIn(await client.listEngagementFromOpportunityTasks({ Catalog, ...filter }));
  expect(await ids({})).toEqual(idsOf(one, two, failed));
  expect(await ids({ TaskStatus: ['FAILED'] })).toEqual(idsOf(failed));
  expect(await ids({ TaskStatus: ['COMPLETE', 'IN_PROGRESS'] })).toEqual(idsOf(one, two));
  expect(await ids({ TaskIdentifier: [one.TaskId, arnOf.submissionTask(two.TaskId ?? '')] })).toEqual(
    idsOf(one, two),
  );
  expect(await ids({ TaskIdentifier: [drafted.TaskId, arnOf.draftTask(one.TaskId ?? '')] })).toEqual([]);
  expect(await ids({ OpportunityIdentifier: [failed.OpportunityId, 'O1'] })).toEqual(idsOf(failed));
  expect(
    await ids({ EngagementIdentifier: [one.EngagementId, arnOf.engagement(two.EngagementId ?? '')] }),
  ).toEqual(idsOf(one, two));
  expect(await ids({ EngagementIdentifier: [one.EngagementId], TaskStatus: ['FAILED'] })).toEqual([]);
  const { TaskSummaries } = await client.listEngagementFromOpportunityTasks({
    Catalog,
    TaskIdentifier: [one.TaskId ?? ''],
  });
  expect(one).toMatchObject(TaskSummaries?.[0] ?? {});
  expect(TaskSummaries?.[0]).toHaveProperty('ResourceSnapshotJobId');
});

test('tasks that draft opportunities are listed by every filter', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const hunt = await engagementAbout(client, lead());
  const mixed = await engagementAbout(client, project(), lead());
  const one = await convert(client, hunt);
  const two = await convert(client, mixed, '2');
  const failed = await convert(client, mixed, '1');
  expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'CustomerProjectContextNotPermitted' });
  const shared = await share(client, await readyOpportunity(client));

  const ids = async (filter: object) =>
    idsIn(await client.listOpportunityFromEngagementTasks({ Catalog, ...filter }));
  expect(await ids({})).toEqual(idsOf(one, two, failed));
  expect(await ids({ TaskStatus: ['FAILED'] })).toEqual(idsOf(failed));
  expect(await ids({ TaskIdentifier: [one.TaskId, arnOf.draftTask(two.TaskId ?? '')] })).toEqual(
    idsOf(one, two),
  );
  expect(await ids({ TaskIdentifier: [shared.TaskId, arnOf.submissionTask(one.TaskId ?? '')] })).toEqual([]);
  expect(await ids({ OpportunityIdentifier: [two.OpportunityId, 'O1'] })).toEqual(idsOf(two));
  expect(await ids({ EngagementIdentifier: [mixed] })).toEqual(idsOf(two, failed));
  expect(await ids({ EngagementIdentifier: [arnOf.engagement(hunt)] })).toEqual(idsOf(one));
  expect(await ids({ ContextIdentifier: ['1'] })).toEqual(idsOf(one, failed));
  expect(await ids({ ContextIdentifier: ['1', '2'], EngagementIdentifier: [mixed] })).toEqual(
    idsOf(two, failed),
  );
  // The ContextId shown: that of the lead, or of the context added for the project.
  expect(two.ContextId).toBe('3');
  expect(await ids({ ContextIdentifier: ['3'] })).toEqual(idsOf(two));
  expect(await ids({ ContextIdentifier: ['4'] })).toEqual([]);
});
