import { expect, test } from 'vitest';
import { DAY, movableClock } from '../support/clock.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { eventually, startEngine } from '../support/engine.ts';
import { ALPHA, AWS, clientOf, errorOf } from '../support/server.ts';
import { heard, nameJobRole, newsOf } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

/** AWS docs: working-with-opportunities-from-aws. */

const Catalog = 'Sandbox';
const start = async () => {
  const clock = movableClock();
  const server = await startEngine({ clock });
  const alpha = clientOf(server, ALPHA);
  await nameJobRole(alpha);
  return { clock, alpha, aws: clientOf(server, AWS), news: newsOf(server) };
};

test('a partner reviews an invitation from AWS and accepts it', async () => {
  const { alpha, aws, news } = await start();

  // "AWS shares an opportunity": the partner gets an invitation, and no opportunity yet.
  const { opportunityId, invitationId, engagementId } = await refer(alpha);
  expect(await news()).toEqual({
    [AWS]: [heard.opportunityCreated, heard.engagementCreated, heard.invitationCreated],
    [ALPHA]: [heard.invitationCreated],
  });
  expect((await errorOf(getOpportunity(alpha, opportunityId))).name).toBe('ResourceNotFoundException');

  // "Review the invitation": it shows only what the partner needs for its decision.
  const invitation = await alpha.getEngagementInvitation({ Catalog, Identifier: invitationId });
  expect(invitation).toMatchObject({
    Status: 'PENDING',
    SenderAwsAccountId: AWS,
    EngagementId: engagementId,
    PayloadType: 'OpportunityInvitation',
  });
  expect(invitation.Payload?.OpportunityInvitation?.Customer).toEqual({
    CompanyName: 'Example Corp',
    Industry: 'Software and Internet',
    WebsiteUrl: 'https://www.example.com',
    CountryCode: 'US',
  });
  const shown = JSON.stringify(invitation);
  for (const hidden of ['1 Main St', 'Seattle', '98101', 'mary@example.com', '123456789012', 'none yet']) {
    expect(shown).not.toContain(hidden);
  }
  expect(await news()).toEqual({});

  // "Accept the invitation": the partner gets the opportunity, approved.
  const task = await runAcceptTask(alpha, invitationId);
  expect(task).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  expect(await news()).toEqual({
    [ALPHA]: [
      heard.invitationAccepted,
      heard.memberAdded,
      heard.opportunityCreated,
      heard.opportunityUpdated,
      heard.snapshotCreated,
    ],
    [AWS]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated],
  });
  const accepted = await getOpportunity(alpha, opportunityId);
  expect(accepted.LifeCycle?.ReviewStatus).toBe('Approved');
  expect(accepted.Customer?.Contacts?.[0]?.Email).toBe('mary@example.com');
  expect(accepted.Customer?.Account?.Address?.StreetAddress).toBe('1 Main St');

  // Each updates its own side.
  await change(alpha, opportunityId, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, NextSteps: 'First call' },
  }));
  expect(await news()).toEqual({
    [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.snapshotCreated],
  });
  await change(aws, opportunityId, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, NextSteps: 'Introduce the team' },
  }));
  expect(await news()).toEqual({ [AWS]: [heard.opportunityUpdated] });
});

test('a partner rejects an invitation from AWS', async () => {
  const { alpha, news } = await start();
  const { opportunityId, invitationId } = await refer(alpha);
  await news();
  await alpha.rejectEngagementInvitation({
    Catalog,
    Identifier: invitationId,
    RejectionReason: 'Unable to contact customer',
  });
  expect(await news()).toEqual({ [AWS]: [heard.invitationRejected], [ALPHA]: [heard.invitationRejected] });
  const invitation = await alpha.getEngagementInvitation({ Catalog, Identifier: invitationId });
  expect(invitation).toMatchObject({ Status: 'REJECTED', RejectionReason: 'Unable to contact customer' });
  expect((await errorOf(getOpportunity(alpha, opportunityId))).name).toBe('ResourceNotFoundException');

  const accepting = alpha.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  expect((await errorOf(accepting)).name).toBe('ConflictException');
  expect(await runAcceptTask(alpha, invitationId)).toMatchObject({
    TaskStatus: 'FAILED',
    ReasonCode: 'InvitationValidationFailed',
  });
  expect(await news()).toEqual({});
});

test('an invitation from AWS expires fifteen days after it was sent', async () => {
  const { clock, alpha, news } = await start();
  const { invitationId } = await refer(alpha);
  await news();
  const status = async () =>
    (await alpha.getEngagementInvitation({ Catalog, Identifier: invitationId })).Status;

  clock.advance(15 * DAY - 60_000);
  expect(await status()).toBe('PENDING');
  clock.advance(60_000);
  expect(await status()).toBe('EXPIRED');
  const told = await eventually(async () => {
    const heardNow = await news();
    return Object.keys(heardNow).length > 0 ? heardNow : undefined;
  });
  expect(told).toEqual({ [AWS]: [heard.invitationExpired], [ALPHA]: [heard.invitationExpired] });

  const late = [
    alpha.acceptEngagementInvitation({ Catalog, Identifier: invitationId }),
    alpha.rejectEngagementInvitation({ Catalog, Identifier: invitationId, RejectionReason: 'Too late' }),
  ];
  const errors = await Promise.all(late.map(errorOf));
  expect(errors.map((error) => error.name)).toEqual(['ConflictException', 'ConflictException']);
  expect(await news()).toEqual({});
});
