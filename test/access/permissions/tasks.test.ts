import { describe, expect, test } from 'vitest';
import { opportunityInvitation, refer, runAcceptTask } from '../../support/data.ts';
import { ALPHA, AWS, clientOf, errorOf } from '../../support/server.ts';
import { convert, engagementAbout, lead, readyOpportunity, share } from '../../support/sharing.ts';
import { type Statement, startStrictServer, userWith } from '../../support/strict.ts';

const USER = `arn:aws:iam::${ALPHA}:user/ana`;
const everything: Statement = { Action: 'partnercentral:*' };
const tags = [{ Key: 'team', Value: 'north' }];

/** Starts a server with a user of Alpha that may do everything but these actions. */
const startWithout = async (...actions: string[]) => {
  const Action = actions.map((action) => `partnercentral:${action}`);
  const denied: Statement[] = actions.length > 0 ? [{ Effect: 'Deny', Action }] : [];
  const server = await startStrictServer({ users: [userWith(ALPHA, 'ana', everything, ...denied)] });
  return { server, root: clientOf(server, ALPHA), ana: clientOf(server, 'ana') };
};

const refusal = (action: string, on: RegExp) =>
  new RegExp(
    `^User: ${USER} is not authorized to perform: partnercentral:${action} on resource: \\S*${on.source} ` +
      'with an explicit deny in an identity-based policy. Allow it in a policy of this principal, ' +
      'then start again with another client token.$',
  );

describe('StartEngagementByAcceptingInvitationTask fails at the step whose action is not allowed', () => {
  test.each([
    ['GetEngagementInvitation', 'InvitationAccessDenied', /engagement-invitation\/engi-\w+/],
    ['AcceptEngagementInvitation', 'InvitationAccessDenied', /engagement-invitation\/engi-\w+/],
    ['CreateOpportunity', 'OpportunityAccessDenied', /opportunity\/\*/],
    ['TagResource', 'OpportunityAccessDenied', /opportunity\/\*/],
    ['SubmitOpportunity', 'OpportunitySubmissionFailed', /opportunity\/O\d+/],
    ['GetOpportunity', 'OpportunityAccessDenied', /opportunity\/O\d+/],
    ['CreateResourceSnapshotJob', 'ResourceSnapshotJobAccessDenied', /resource-snapshot-job\/\*/],
    ['StartResourceSnapshotJob', 'ResourceSnapshotJobAccessDenied', /resource-snapshot-job\/job-\w+/],
    [
      'CreateResourceSnapshot',
      'ResourceSnapshotAccessDenied',
      /engagement\/eng-\w+\/resource\/Opportunity\/O\d+\/template\/OpportunitySummaryView\/snapshot\/\*/,
    ],
  ])('%s: %s; a new call of one who may resumes', async (action, ReasonCode, on) => {
    const { root, ana } = await startWithout(action);
    const { invitationId } = await refer(root);
    const failed = await runAcceptTask(ana, invitationId, 'one', tags);
    expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode });
    expect(failed.Message).toMatch(refusal(action, on));
    // The same token gives the same task.
    expect(await runAcceptTask(ana, invitationId, 'one', tags)).toMatchObject({
      TaskId: failed.TaskId,
      ReasonCode,
    });
    const { Status } = await root.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
    expect(Status).toBe(/Invitation$/.test(action) ? 'PENDING' : 'ACCEPTED');

    const done = await runAcceptTask(root, invitationId, 'two', tags);
    expect(done.TaskStatus).toBe('COMPLETE');
    const { OpportunitySummaries: opportunities = [] } = await root.listOpportunities({ Catalog: 'Sandbox' });
    expect(opportunities.map(({ Id }) => Id)).toEqual([done.OpportunityId]);
    const { Tags } = await root.listTagsForResource({ ResourceArn: opportunities[0]?.Arn ?? '' });
    expect(Tags).toEqual(tags);
  });

  test('a call that resumes may set tags only with TagResource', async () => {
    const { root, ana, server } = await startWithout('TagResource', 'GetOpportunity');
    const { invitationId } = await refer(root);
    const failed = await runAcceptTask(ana, invitationId, 'one');
    expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'OpportunityAccessDenied' });
    const resumed = await errorOf(runAcceptTask(ana, invitationId, 'two', tags));
    expect(resumed.name).toBe('AccessDeniedException');
    expect(resumed.message).toContain('partnercentral:TagResource on resource:');
    const [opportunity] =
      (await clientOf(server, ALPHA).listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries ?? [];
    expect((await root.listTagsForResource({ ResourceArn: opportunity?.Arn ?? '' })).Tags).toEqual([]);
  });
});

describe('StartEngagementFromOpportunityTask fails at the step whose action is not allowed', () => {
  test.each([
    ['GetOpportunity', 'OpportunityAccessDenied', /opportunity\/O\d+/],
    ['CreateEngagement', 'EngagementAccessDenied', /engagement\/\*/],
    ['CreateEngagementInvitation', 'InvitationAccessDenied', /engagement-invitation\/\*/],
    ['SubmitOpportunity', 'OpportunitySubmissionFailed', /opportunity\/O\d+/],
    ['CreateResourceSnapshotJob', 'ResourceSnapshotJobAccessDenied', /resource-snapshot-job\/\*/],
    ['StartResourceSnapshotJob', 'ResourceSnapshotJobAccessDenied', /resource-snapshot-job\/job-\w+/],
    ['CreateResourceSnapshot', 'ResourceSnapshotAccessDenied', /opportunitySummaryView\/snapshot\/\*/i],
  ])('%s: %s; a new call of one who may resumes', async (action, ReasonCode, on) => {
    const { root, ana } = await startWithout(action);
    const id = await readyOpportunity(root);
    const failed = await share(ana, id);
    expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode });
    expect(failed.Message).toMatch(new RegExp(refusal(action, on), 'i'));
    const done = await share(root, id);
    expect(done.TaskStatus).toBe('COMPLETE');
    const { EngagementSummaryList = [] } = await root.listEngagements({ Catalog: 'Sandbox' });
    expect(EngagementSummaryList.map(({ Id }) => Id)).toEqual([done.EngagementId]);
  });
});

describe('StartOpportunityFromEngagementTask fails at the step whose action is not allowed', () => {
  test.each([
    ['GetEngagement', 'EngagementAccessDenied', /engagement\/eng-\w+/],
    ['CreateOpportunity', 'OpportunityAccessDenied', /opportunity\/\*/],
    ['CreateEngagementContext', 'EngagementAccessDenied', /engagement\/eng-\w+/],
    ['GetOpportunity', 'OpportunityAccessDenied', /opportunity\/O\d+/],
    ['CreateResourceSnapshotJob', 'ResourceSnapshotJobAccessDenied', /resource-snapshot-job\/\*/],
    ['CreateResourceSnapshot', 'ResourceSnapshotAccessDenied', /OpportunitySummaryView\/snapshot\/\*/],
  ])('%s: %s; a new call of one who may resumes', async (action, ReasonCode, on) => {
    const { root, ana } = await startWithout(action);
    const engagement = await engagementAbout(root, lead());
    const failed = await convert(ana, engagement);
    expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode });
    expect(failed.Message).toMatch(refusal(action, on));
    const done = await convert(root, engagement);
    expect(done.TaskStatus).toBe('COMPLETE');
    const { OpportunitySummaries: drafts = [] } = await root.listOpportunities({ Catalog: 'Sandbox' });
    expect(drafts.map(({ Id }) => Id)).toEqual([done.OpportunityId]);
  });
});

test('who may do everything completes every task', async () => {
  const { root, ana } = await startWithout();
  const { invitationId } = await refer(root);
  expect((await runAcceptTask(ana, invitationId, 'one', tags)).TaskStatus).toBe('COMPLETE');
  expect((await share(ana, await readyOpportunity(ana))).TaskStatus).toBe('COMPLETE');
  expect((await convert(ana, await engagementAbout(ana, lead()))).TaskStatus).toBe('COMPLETE');
});

test('the tags of the request and of the new opportunity are compared in steps', async () => {
  const onlyNorth: Statement[] = [
    everything,
    {
      Effect: 'Deny',
      Action: 'partnercentral:CreateOpportunity',
      Condition: { StringNotEquals: { 'aws:RequestTag/team': 'north' } },
    },
    {
      Effect: 'Deny',
      Action: 'partnercentral:GetOpportunity',
      Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'north' } },
    },
  ];
  const server = await startStrictServer({ users: [userWith(ALPHA, 'ana', ...onlyNorth)] });
  const [root, ana] = [clientOf(server, ALPHA), clientOf(server, 'ana')];
  const { invitationId } = await refer(root);
  expect((await runAcceptTask(ana, invitationId, 'one')).ReasonCode).toBe('OpportunityAccessDenied');
  expect((await runAcceptTask(ana, invitationId, 'two', tags)).TaskStatus).toBe('COMPLETE');
});

test('a step has no source address, and is a call that the service makes', async () => {
  const fromHome: Statement = {
    ...everything,
    Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } },
  };
  const viaService: Statement = { ...everything, Condition: { Bool: { 'aws:ViaAWSService': 'true' } } };
  const server = await startStrictServer({
    users: [userWith(ALPHA, 'ana', fromHome), userWith(ALPHA, 'ben', fromHome, viaService)],
  });
  const { invitationId } = await refer(clientOf(server, ALPHA));
  const failed = await runAcceptTask(clientOf(server, 'ana'), invitationId);
  expect(failed).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'InvitationAccessDenied' });
  expect(failed.Message).toContain('because no identity-based policy allows');
  expect((await runAcceptTask(clientOf(server, 'ben'), invitationId)).TaskStatus).toBe('COMPLETE');
});

test('AWS’s users accept by the same rules', async () => {
  const server = await startStrictServer({
    users: [
      userWith(AWS, 'pdm', everything, {
        Effect: 'Deny',
        Action: 'partnercentral:CreateOpportunity',
      }),
    ],
  });
  const root = clientOf(server, ALPHA);
  const { Id = '' } = await root.createEngagement({
    Catalog: 'Sandbox',
    ClientToken: 'a',
    Title: 'a',
    Description: 'b',
  });
  const { Id: invitation = '' } = await root.createEngagementInvitation(opportunityInvitation(Id, AWS));
  const failed = await runAcceptTask(clientOf(server, 'pdm'), invitation);
  expect(failed.ReasonCode).toBe('OpportunityAccessDenied');
});
