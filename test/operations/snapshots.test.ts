import { expect, test } from 'vitest';
import { findOpportunity } from '../../src/store/repositories/opportunities.ts';
import { opportunity, refer, runAcceptTask } from '../support/data.ts';
import { startReviewServer } from '../support/review.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { nameJobRole } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';
const tracked = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  await nameJobRole(client);
  const { opportunityId, invitationId, engagementId } = await refer(client);
  const task = await runAcceptTask(client, invitationId);
  const snapshot = (Revision?: number, by = client) =>
    by.getResourceSnapshot({
      Catalog,
      EngagementIdentifier: engagementId,
      ResourceType: 'Opportunity',
      ResourceIdentifier: opportunityId,
      ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
      Revision,
    });
  const plan = (NextSteps: string) =>
    change(client, opportunityId, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps } }));
  return {
    server,
    client,
    opportunityId,
    engagementId,
    jobId: task.ResourceSnapshotJobId ?? '',
    snapshot,
    plan,
  };
};

test('a running job creates a revision for each change in its view', async () => {
  const { client, opportunityId, snapshot, plan } = await tracked();
  expect(await snapshot()).toMatchObject({
    Revision: 1,
    CreatedBy: ALPHA,
    TargetMemberAccounts: [AWS, ALPHA],
  });
  await plan('Call');
  await change(client, opportunityId, ({ Project }) => ({
    Project: { ...Project, AdditionalComments: 'Not shown' },
  }));
  await plan('Call');
  expect((await snapshot()).Revision).toBe(2);
  await plan('Sign');
  expect(await snapshot()).toMatchObject({
    Revision: 3,
    Payload: { OpportunitySummary: { Lifecycle: { NextSteps: 'Sign' } } },
  });
});

test('earlier revisions never change, for any member', async () => {
  const { server, snapshot, plan } = await tracked();
  const { $metadata, ...first } = await snapshot(1);
  await plan('Call');
  expect(await snapshot(1)).toMatchObject(first);
  expect(await snapshot(1, clientOf(server, AWS))).toMatchObject(first);
  expect(await snapshot(2, clientOf(server, AWS))).toMatchObject({ Revision: 2 });
});

test('other revisions, templates and resources are not found', async () => {
  const { client, engagementId, opportunityId, snapshot } = await tracked();
  const base = { Catalog, EngagementIdentifier: engagementId, ResourceType: 'Opportunity' } as const;
  const others = [
    snapshot(2),
    client.getResourceSnapshot({
      ...base,
      ResourceIdentifier: 'O1',
      ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
    }),
    client.getResourceSnapshot({
      ...base,
      ResourceIdentifier: opportunityId,
      ResourceSnapshotTemplateIdentifier: 'AwsOpportunitySummaryFullView',
    }),
  ];
  for (const error of await Promise.all(others.map(errorOf)))
    expect(error.name).toBe('ResourceNotFoundException');
});

test('snapshots are listed by resource, template and creator', async () => {
  const { client, engagementId, opportunityId, plan } = await tracked();
  await plan('Call');
  const revisions = async (filter: object) => {
    const request = {
      Catalog,
      EngagementIdentifier: engagementId,
      ResourceType: 'Opportunity',
      ...filter,
    } as const;
    return (await client.listResourceSnapshots(request)).ResourceSnapshotSummaries?.map(
      ({ Revision }) => Revision,
    );
  };
  expect(await revisions({})).toEqual([1, 2]);
  expect(await revisions({ ResourceIdentifier: opportunityId })).toEqual([1, 2]);
  expect(await revisions({ ResourceIdentifier: 'O1' })).toEqual([]);
  expect(await revisions({ ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView' })).toEqual([1, 2]);
  expect(await revisions({ ResourceSnapshotTemplateIdentifier: 'AwsOpportunitySummaryFullView' })).toEqual(
    [],
  );
  expect(await revisions({ CreatedBy: ALPHA })).toEqual([1, 2]);
  expect(await revisions({ CreatedBy: 'AWS' })).toEqual([]);
});

test('a snapshot job shows its resource and its last run', async () => {
  const { client, jobId, engagementId, opportunityId, plan } = await tracked();
  const job = () => client.getResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier: jobId });
  const before = await job();
  expect(before).toMatchObject({
    Id: jobId,
    Arn: arnOf.job(jobId),
    EngagementId: engagementId,
    ResourceType: 'Opportunity',
    ResourceId: opportunityId,
    ResourceArn: arnOf.opportunity(opportunityId),
    ResourceSnapshotTemplateName: 'OpportunitySummaryView',
    Status: 'Running',
    LastSuccessfulExecutionDate: expect.any(Date),
  });
  await plan('Call');
  const after = await job();
  expect(after.LastSuccessfulExecutionDate!.getTime()).toBeGreaterThanOrEqual(
    before.LastSuccessfulExecutionDate!.getTime(),
  );
  expect(after.CreatedAt).toEqual(before.CreatedAt);
  const ids = async (filter: object) =>
    (await client.listResourceSnapshotJobs({ Catalog, ...filter })).ResourceSnapshotJobSummaries?.map(
      ({ Id }) => Id,
    );
  expect(await ids({ Status: 'Running', EngagementIdentifier: engagementId })).toEqual([jobId]);
  expect(await ids({ Status: 'Stopped' })).toEqual([]);
});

test('approval of a partner’s opportunity is passed to opportunities made from it, and on to theirs', async () => {
  const server = await startReviewServer();
  const create = async (account: string) =>
    (await server.client(account).createOpportunity(opportunity())).Id ?? '';
  const ids: Record<string, string> = {
    [ALPHA]: await create(ALPHA),
    [BETA]: await create(BETA),
    '333333333333': await create('333333333333'),
  };
  const follow = (account: string, source: string) =>
    server.alter(async (tx) => {
      await tx
        .updateTable('opportunities')
        .set({ source_account_id: source, source_id: ids[source] ?? '' })
        .where('account_id', '=', account)
        .execute();
      expect(
        await findOpportunity(tx, { catalog: Catalog, account_id: account, id: ids[account] ?? '' }),
      ).toMatchObject({
        source_account_id: source,
      });
    });
  await follow(BETA, ALPHA);
  await follow('333333333333', BETA);
  await server.review(ALPHA, ids[ALPHA] ?? '', 'Submitted');

  const status = async (account: string) =>
    (await getOpportunity(server.client(account), ids[account] ?? '')).LifeCycle?.ReviewStatus;
  const decide = (ReviewStatus: 'Approved' | 'Action Required') =>
    change(server.client(ALPHA), ids[ALPHA] ?? '', ({ LifeCycle }) => ({
      LifeCycle: { ...LifeCycle, ReviewStatus },
    }));
  await decide('Action Required');
  expect(await status(BETA)).toBe('Pending Submission');
  await decide('Approved');
  expect(await status(BETA)).toBe('Approved');
  expect(await status('333333333333')).toBe('Approved');
});

test('a snapshot shows its resource, engagement, targets and creator', async () => {
  const { opportunityId, engagementId, snapshot } = await tracked();
  const { $metadata, Payload, CreatedAt, ...told } = await snapshot();
  expect(told).toEqual({
    Catalog,
    Arn: `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement/${engagementId}/resource/Opportunity/${opportunityId}/template/OpportunitySummaryView/snapshot/1`,
    EngagementId: engagementId,
    ResourceType: 'Opportunity',
    ResourceId: opportunityId,
    ResourceSnapshotTemplateName: 'OpportunitySummaryView',
    Revision: 1,
    CreatedBy: ALPHA,
    TargetMemberAccounts: [AWS, ALPHA],
  });
  expect(CreatedAt).toEqual(expect.any(Date));
});
