import { describe, expect, test } from 'vitest';
import { refer } from '../support/data.ts';
import { startEngine } from '../support/engine.ts';
import { manualJobs } from '../support/manual-jobs.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { conversion, engagementAbout, lead, readyOpportunity, submission } from '../support/sharing.ts';

const Catalog = 'Sandbox';
const accepting = (Identifier: string, ClientToken = 'token') => ({ Catalog, ClientToken, Identifier });

describe('seen: the first answer is COMPLETE with every id', () => {
  test('of a task that accepts an invitation', async () => {
    const alpha = clientOf(await startServer(), ALPHA);
    const { invitationId, opportunityId } = await refer(alpha);
    expect(await alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId))).toMatchObject({
      TaskStatus: 'COMPLETE',
      OpportunityId: opportunityId,
      EngagementInvitationId: invitationId,
      ResourceSnapshotJobId: expect.stringMatching(/^job-/),
    });
  });

  test('of a task that submits an opportunity', async () => {
    const alpha = clientOf(await startServer(), ALPHA);
    const opportunity = await readyOpportunity(alpha);
    expect(await alpha.startEngagementFromOpportunityTask(submission(opportunity))).toMatchObject({
      TaskStatus: 'COMPLETE',
      OpportunityId: opportunity,
      EngagementId: expect.stringMatching(/^eng-/),
      EngagementInvitationId: expect.stringMatching(/^engi-/),
      ResourceSnapshotJobId: expect.stringMatching(/^job-/),
    });
  });

  test('of a task that drafts an opportunity from a lead', async () => {
    const alpha = clientOf(await startServer(), ALPHA);
    const engagement = await engagementAbout(alpha, lead());
    expect(await alpha.startOpportunityFromEngagementTask(conversion(engagement))).toMatchObject({
      TaskStatus: 'COMPLETE',
      OpportunityId: expect.stringMatching(/^O/),
      EngagementId: engagement,
      ResourceSnapshotJobId: expect.stringMatching(/^job-/),
    });
  });
});

test('a task that fails is answered FAILED with its reason, and no exception', async () => {
  const alpha = clientOf(await startServer(), ALPHA);
  const engagement = await engagementAbout(alpha, lead({ QualificationStatus: 'Disqualified' }));
  const answer = await alpha.startOpportunityFromEngagementTask(conversion(engagement));
  expect(answer).toMatchObject({
    $metadata: { httpStatusCode: 200 },
    TaskStatus: 'FAILED',
    ReasonCode: 'DisqualifiedLeadNotPermitted',
    Message: expect.stringMatching(/UpdateEngagementContext/),
  });
});

test('past the wait the answer is IN_PROGRESS', async () => {
  const { createJobs } = manualJobs();
  const alpha = clientOf(await startEngine({ createJobs, taskWait: 30 }), ALPHA);
  const { invitationId } = await refer(alpha);
  const answer = await alpha.startEngagementByAcceptingInvitationTask(accepting(invitationId));
  expect(answer).toMatchObject({ TaskStatus: 'IN_PROGRESS', EngagementInvitationId: invitationId });
});
