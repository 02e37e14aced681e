import { expect, test } from 'vitest';
import { invite, leadInvitation, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
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
