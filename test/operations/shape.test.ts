import { expect, test } from 'vitest';
import type { OperationName } from '../../src/model/contract.ts';
import { loadOperations } from '../../src/operations/index.ts';
import { engagement, leadInvitation, opportunity, opportunityInvitation } from '../support/data.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, AWS, BETA, startServer } from '../support/server.ts';
import { shapeFaults } from '../support/shape.ts';
import { lead, project, SOLUTION, submission } from '../support/sharing.ts';

test('the output of every operation matches its shape, member by member', async () => {
  const server = await startServer();
  const seen = new Set<string>();
  const call = async (account: string, operation: OperationName, body: object = {}) => {
    const answer = await callRaw(server, account, operation, { Catalog: 'Sandbox', ...body });
    expect(answer, operation).toMatchObject({ status: 200 });
    seen.add(operation);
    return answer.body as Record<string, string>;
  };
  const Tags = [{ Key: 'team', Value: 'north' }];
  const assignee = {
    FirstName: 'Ana',
    LastName: 'Lopez',
    Email: 'ana@example.com',
    BusinessTitle: 'OpportunityOwner',
  };

  // AWS refers an opportunity, and the partner accepts it.
  const { Id = '' } = await call(ALPHA, 'CreateOpportunity', opportunity({ Origin: 'AWS Referral', Tags }));
  const received = await call(ALPHA, 'ListEngagementInvitations', { ParticipantType: 'RECEIVER' });
  const [invitation] = received.EngagementInvitationSummaries as unknown as Record<string, string>[];
  await call(ALPHA, 'GetEngagementInvitation', { Identifier: invitation?.Id });
  let task: Record<string, string>;
  do {
    task = await call(ALPHA, 'StartEngagementByAcceptingInvitationTask', {
      ClientToken: 'accept',
      Identifier: invitation?.Id,
      Tags,
    });
  } while (task.TaskStatus === 'IN_PROGRESS');
  expect(task.TaskStatus).toBe('COMPLETE');
  await call(ALPHA, 'ListEngagementByAcceptingInvitationTasks');
  const got = await call(ALPHA, 'GetOpportunity', { Identifier: Id });
  await call(ALPHA, 'UpdateOpportunity', { ...got, Identifier: Id });
  await call(ALPHA, 'ListOpportunities');
  await call(ALPHA, 'GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: Id });
  await call(ALPHA, 'GetResourceSnapshotJob', { ResourceSnapshotJobIdentifier: task.ResourceSnapshotJobId });
  await call(ALPHA, 'ListResourceSnapshotJobs');
  const EngagementIdentifier = invitation?.EngagementId;
  await call(ALPHA, 'ListResourceSnapshots', { EngagementIdentifier, ResourceType: 'Opportunity' });
  await call(AWS, 'GetResourceSnapshot', {
    EngagementIdentifier,
    ResourceType: 'Opportunity',
    ResourceIdentifier: Id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  const ResourceArn = got.Arn;
  await call(ALPHA, 'TagResource', { ResourceArn, Tags });
  await call(ALPHA, 'ListTagsForResource', { ResourceArn });
  await call(ALPHA, 'UntagResource', { ResourceArn, TagKeys: ['team'] });

  // A partner invites another, with a context of each type.
  const Contexts = [
    {
      Type: 'CustomerProject',
      Payload: {
        CustomerProject: {
          Customer: {
            Industry: 'Retail',
            CompanyName: 'Example Corp',
            WebsiteUrl: 'https://example.com',
            CountryCode: 'US',
          },
        },
      },
    },
  ];
  const created = await call(ALPHA, 'CreateEngagement', { ...engagement(), Contexts });
  await call(ALPHA, 'GetEngagement', { Identifier: created.Id });
  await call(ALPHA, 'ListEngagements');
  await call(ALPHA, 'ListEngagementMembers', { Identifier: created.Arn });
  const offered = await call(ALPHA, 'CreateEngagementInvitation', leadInvitation(created.Id ?? '', BETA));
  await call(BETA, 'GetEngagementInvitation', { Identifier: offered.Arn });
  await call(BETA, 'AcceptEngagementInvitation', { Identifier: offered.Id });
  const offer = opportunityInvitation(created.Id ?? '', AWS);
  const second = await call(ALPHA, 'CreateEngagementInvitation', offer);
  await call(AWS, 'RejectEngagementInvitation', { Identifier: second.Id, RejectionReason: 'No budget' });
  await call(ALPHA, 'GetEngagementInvitation', { Identifier: second.Id });
  await call(ALPHA, 'ListEngagementInvitations', { ParticipantType: 'SENDER' });

  // A partner's own opportunity: solutions, team, and submission, once by the operation and once by the task.
  const idle = await call(ALPHA, 'GetSellingSystemSettings');
  expect(idle).toEqual({ Catalog: 'Sandbox', ResourceSnapshotJobRoleArn: null });
  await call(ALPHA, 'PutSellingSystemSettings', { ResourceSnapshotJobRoleIdentifier: 'snapshots' });
  await call(ALPHA, 'GetSellingSystemSettings');
  await call(ALPHA, 'ListSolutions');
  const createSolved = async () => {
    const { Id } = await call(ALPHA, 'CreateOpportunity', opportunity());
    const association = { OpportunityIdentifier: Id, RelatedEntityType: 'Solutions' };
    await call(ALPHA, 'AssociateOpportunity', { ...association, RelatedEntityIdentifier: SOLUTION });
    await call(ALPHA, 'AssociateOpportunity', { ...association, RelatedEntityIdentifier: 'Other' });
    await call(ALPHA, 'DisassociateOpportunity', { ...association, RelatedEntityIdentifier: 'Other' });
    return Id ?? '';
  };
  const submitted = await createSolved();
  await call(ALPHA, 'AssignOpportunity', { Identifier: submitted, Assignee: assignee });
  await call(ALPHA, 'SubmitOpportunity', { Identifier: submitted, InvolvementType: 'Co-Sell' });
  const repeat = async (operation: OperationName, body: object) => {
    let answer: Record<string, string>;
    do answer = await call(ALPHA, operation, body);
    while (answer.TaskStatus === 'IN_PROGRESS');
    expect(answer.TaskStatus, operation).toMatch(/^COMPLETED?$/);
    return answer;
  };
  await repeat('StartEngagementFromOpportunityTask', submission(await createSolved()));
  await call(ALPHA, 'ListEngagementFromOpportunityTasks');
  await call(ALPHA, 'ListEngagementResourceAssociations');

  // A lead: prospected, and converted to an opportunity with its own snapshot job.
  const hunt = await call(ALPHA, 'CreateEngagement', { ...engagement(), Contexts: [lead()] });
  const inHunt = { EngagementIdentifier: hunt.Id };
  const context = await call(ALPHA, 'CreateEngagementContext', { ...inHunt, ClientToken: 'x', ...project() });
  await call(ALPHA, 'UpdateEngagementContext', {
    ...inHunt,
    ...project(),
    ContextIdentifier: context.ContextId,
    EngagementLastModifiedAt: context.EngagementLastModifiedAt,
  });
  const lookAhead = { ClientToken: 'x', TaskName: 'Sweep', Identifiers: [hunt.Id, 'eng-zzzzzzzzzzzzzz'] };
  const prospecting = await repeat('StartProspectingFromEngagementTask', lookAhead);
  await call(ALPHA, 'GetProspectingFromEngagementTask', { TaskIdentifier: prospecting.TaskId });
  await call(ALPHA, 'ListProspectingFromEngagementTasks');
  await call(ALPHA, 'GetEngagement', { Identifier: hunt.Id });
  const fromLead = { ClientToken: 'x', Identifier: hunt.Id, ContextIdentifier: '1' };
  const draft = await repeat('StartOpportunityFromEngagementTask', fromLead);
  await call(ALPHA, 'ListOpportunityFromEngagementTasks');
  await call(ALPHA, 'GetOpportunity', { Identifier: draft.OpportunityId });
  const ResourceSnapshotJobIdentifier = draft.ResourceSnapshotJobId;
  await call(ALPHA, 'StopResourceSnapshotJob', { ResourceSnapshotJobIdentifier });
  await call(ALPHA, 'StartResourceSnapshotJob', { ResourceSnapshotJobIdentifier });
  await call(ALPHA, 'StopResourceSnapshotJob', { ResourceSnapshotJobIdentifier });
  await call(ALPHA, 'DeleteResourceSnapshotJob', { ResourceSnapshotJobIdentifier });
  const subject = {
    ...inHunt,
    ResourceType: 'Opportunity',
    ResourceIdentifier: draft.OpportunityId,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  };
  await call(ALPHA, 'CreateResourceSnapshot', { ...subject, ClientToken: 'x' });
  await call(ALPHA, 'CreateResourceSnapshotJob', { ...subject, ClientToken: 'x', Tags });

  const all = [...(await loadOperations()).keys()];
  expect(all.filter((name) => !seen.has(name))).toEqual([]);
});

test('every operation file defines one operation with the API’s name', async () => {
  for (const [name, operation] of await loadOperations()) {
    expect(operation, name).toEqual({
      name,
      access: expect.any(String),
      permit: expect.objectContaining({ access: operation.access }),
      handle: expect.any(Function),
    });
    expect(name).toMatch(/^[A-Z]/);
  }
});

const member = { AccountId: ALPHA, CompanyName: 'Alpha', WebsiteUrl: null };

test.each([
  ['nothing', { EngagementMemberList: [member], NextToken: 'x' }, []],
  [
    'an unknown member',
    { EngagementMemberList: [{ ...member, Mail: '' }], NextToken: null },
    ['EngagementMemberList[0].Mail is unknown'],
  ],
  ['a missing member', { NextToken: null }, ['EngagementMemberList is missing']],
  [
    'a null of a required member',
    { EngagementMemberList: null, NextToken: null },
    ['EngagementMemberList is required, and null'],
  ],
  ['a wrong type', { EngagementMemberList: {}, NextToken: null }, ['EngagementMemberList is no array']],
  ['a number for text', { EngagementMemberList: [], NextToken: 1 }, ['NextToken is no text']],
])('the checker finds %s', (_what, answer, faults) => {
  const expected = faults.map((fault) => `ListEngagementMembers.${fault}`);
  expect(shapeFaults('ListEngagementMembers', JSON.stringify(answer))).toEqual(expected);
});

test.each([
  [{ Id: 'eng-1', Arn: 'arn', ModifiedAt: '2026-11-23T09:30:00Z' }, 3],
  [{ Id: 'eng-0123456789abcd', Arn: null, ModifiedAt: 1_795_424_000 }, 1],
  [{ Id: null, Arn: null, ModifiedAt: '2026-11-23T09:30:00.000Z' }, 0],
])('the checker finds wrong identifiers and timestamps in %j', (answer, count) => {
  expect(shapeFaults('CreateEngagement', JSON.stringify(answer))).toHaveLength(count);
});
