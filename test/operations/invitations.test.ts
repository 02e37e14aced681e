import { describe, expect, test } from 'vitest';
import { DAY, movableClock } from '../support/clock.ts';
import { engagement, invite, leadInvitation, opportunityInvitation, refer } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';
const start = async () => {
  const clock = movableClock();
  const server = await startServer({ clock });
  return { clock, server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA) };
};

test('both sides see an invitation as sent, for 15 days', async () => {
  const { alpha, beta } = await start();
  const { engagementId, invitationId } = await invite(alpha, BETA);
  for (const client of [alpha, beta]) {
    for (const Identifier of [invitationId, arnOf.invitation(invitationId)]) {
      const seen = await client.getEngagementInvitation({ Catalog, Identifier });
      const sent = opportunityInvitation(engagementId, BETA).Invitation;
      expect(seen).toMatchObject({
        Id: invitationId,
        Arn: arnOf.invitation(invitationId),
        EngagementId: engagementId,
        EngagementTitle: 'Joint work',
        EngagementDescription: 'What we do together',
        Status: 'PENDING',
        SenderAwsAccountId: ALPHA,
        SenderCompanyName: `Partner ${ALPHA}`,
        Receiver: { Account: { AwsAccountId: BETA, Alias: 'partner' } },
        InvitationMessage: 'Join us',
        PayloadType: 'OpportunityInvitation',
        Payload: sent?.Payload,
        ExistingMembers: [{ CompanyName: `Partner ${ALPHA}` }],
      });
      expect(seen.ExpirationDate!.getTime() - seen.InvitationDate!.getTime()).toBe(15 * DAY);
    }
  }
});

describe('an invitation is refused', () => {
  test('if the receiver is a member or has a pending one', async () => {
    const { alpha } = await start();
    const { engagementId } = await invite(alpha, BETA);
    const again = await errorOf(alpha.createEngagementInvitation(leadInvitation(engagementId, BETA)));
    expect(again).toMatchObject({ name: 'ConflictException', message: expect.stringContaining('pending') });
    const self = await errorOf(alpha.createEngagementInvitation(leadInvitation(engagementId, ALPHA)));
    expect(self).toMatchObject({ name: 'ConflictException', message: expect.stringContaining('member') });
  });

  test('if the receiver is not an account', async () => {
    const { alpha } = await start();
    const { Id = '' } = await alpha.createEngagement(engagement());
    const error = await errorOf(alpha.createEngagementInvitation(leadInvitation(Id, 'someone')));
    expect(faultsOf(error)).toEqual(['invitation.receiver.account.awsAccountId: INVALID_VALUE']);
  });

  test('if nine are invited, until one of them rejects', async () => {
    const { alpha, server } = await start();
    const { Id = '' } = await alpha.createEngagement(engagement());
    const send = (count: number) =>
      alpha.createEngagementInvitation(leadInvitation(Id, `30000000000${count}`));
    for (let count = 1; count < 9; count++) await send(count);
    const { Id: last } = await send(9);
    expect((await errorOf(send(0))).name).toBe('ServiceQuotaExceededException');
    await clientOf(server, '300000000009').rejectEngagementInvitation({
      Catalog,
      Identifier: last,
      RejectionReason: 'No',
    });
    expect(await send(0)).toHaveProperty('Id');
  });
});

test('an account can be invited again after a rejection or expiration', async () => {
  const { alpha, beta, clock } = await start();
  const { engagementId, invitationId } = await invite(alpha, BETA);
  await beta.rejectEngagementInvitation({ Catalog, Identifier: invitationId, RejectionReason: 'Not now' });
  await alpha.createEngagementInvitation(leadInvitation(engagementId, BETA));
  clock.advance(15 * DAY);
  const { Id } = await alpha.createEngagementInvitation(leadInvitation(engagementId, BETA));
  await beta.acceptEngagementInvitation({ Catalog, Identifier: Id });
  expect(await beta.getEngagement({ Catalog, Identifier: engagementId })).toMatchObject({ MemberCount: 2 });
});

test('any member may invite, and AWS may be invited in any spelling', async () => {
  const { alpha, beta, server } = await start();
  const { engagementId, invitationId } = await invite(alpha, BETA);
  await beta.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  const { Id } = await beta.createEngagementInvitation(leadInvitation(engagementId, 'AWS'));
  const seen = await clientOf(server, AWS).getEngagementInvitation({ Catalog, Identifier: Id });
  expect(seen).toMatchObject({ SenderAwsAccountId: BETA, Receiver: { Account: { AwsAccountId: 'aws' } } });
  expect(seen.ExistingMembers).toHaveLength(2);
});

describe('accepting and rejecting', () => {
  test('accepting joins the engagement and creates no opportunity', async () => {
    const { alpha, beta } = await start();
    const { engagementId, invitationId } = await invite(alpha, BETA);
    await beta.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
    expect(await beta.getEngagement({ Catalog, Identifier: engagementId })).toMatchObject({ MemberCount: 2 });
    expect((await beta.listOpportunities({ Catalog })).OpportunitySummaries).toEqual([]);
    expect(await beta.getEngagementInvitation({ Catalog, Identifier: invitationId })).toMatchObject({
      Status: 'ACCEPTED',
    });
  });

  test('rejecting stores the reason, and both sides see it', async () => {
    const { alpha, beta } = await start();
    const { engagementId, invitationId } = await invite(alpha, BETA);
    await beta.rejectEngagementInvitation({
      Catalog,
      Identifier: invitationId,
      RejectionReason: 'No budget',
    });
    for (const client of [alpha, beta]) {
      expect(await client.getEngagementInvitation({ Catalog, Identifier: invitationId })).toMatchObject({
        Status: 'REJECTED',
        RejectionReason: 'No budget',
      });
    }
    expect((await errorOf(beta.getEngagement({ Catalog, Identifier: engagementId }))).name).toBe(
      'ResourceNotFoundException',
    );
  });

  test('an answered or expired invitation is a conflict', async () => {
    const { alpha, beta, clock } = await start();
    const accept = (Identifier: string) => beta.acceptEngagementInvitation({ Catalog, Identifier });
    const reject = (Identifier: string) =>
      beta.rejectEngagementInvitation({ Catalog, Identifier, RejectionReason: 'No' });
    const [accepted, rejected, expired] = [
      await invite(alpha, BETA),
      await invite(alpha, BETA),
      await invite(alpha, BETA),
    ];
    await accept(accepted.invitationId);
    await reject(rejected.invitationId);
    clock.advance(15 * DAY);
    for (const { invitationId } of [accepted, rejected, expired]) {
      for (const answer of [accept, reject])
        expect((await errorOf(answer(invitationId))).name).toBe('ConflictException');
    }
    expect(await beta.getEngagementInvitation({ Catalog, Identifier: expired.invitationId })).toMatchObject({
      Status: 'EXPIRED',
    });
  });

  test('only the receiver can answer', async () => {
    const { alpha } = await start();
    const { invitationId: Identifier } = await invite(alpha, BETA);
    const answers = [
      alpha.acceptEngagementInvitation({ Catalog, Identifier }),
      alpha.rejectEngagementInvitation({ Catalog, Identifier, RejectionReason: 'No' }),
    ];
    for (const error of await Promise.all(answers.map(errorOf)))
      expect(error.name).toBe('AccessDeniedException');
  });

  test('only one of a concurrent acceptance and rejection succeeds', async () => {
    const { alpha, beta } = await start();
    const { invitationId: Identifier } = await invite(alpha, BETA);
    const outcomes = await Promise.allSettled([
      beta.acceptEngagementInvitation({ Catalog, Identifier }),
      beta.rejectEngagementInvitation({ Catalog, Identifier, RejectionReason: 'No' }),
      beta.acceptEngagementInvitation({ Catalog, Identifier }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('invitations are listed by every filter', async () => {
  const { alpha, beta, clock } = await start();
  const old = await refer(beta);
  clock.advance(15 * DAY);
  const accepted = await invite(alpha, BETA);
  await beta.acceptEngagementInvitation({ Catalog, Identifier: accepted.invitationId });
  const rejected = await invite(alpha, BETA);
  await beta.rejectEngagementInvitation({
    Catalog,
    Identifier: rejected.invitationId,
    RejectionReason: 'No',
  });
  const { Id: engagementId = '' } = await alpha.createEngagement(engagement());
  const { Id: lead = '' } = await alpha.createEngagementInvitation(leadInvitation(engagementId, BETA));
  const ids = async (filter: object, client = beta) => {
    const request = { Catalog, ParticipantType: 'RECEIVER', ...filter } as const;
    return (await client.listEngagementInvitations(request)).EngagementInvitationSummaries?.map(
      ({ Id }) => Id,
    ).sort();
  };
  const sorted = (...some: string[]) => some.sort();
  expect(await ids({})).toEqual(sorted(old.invitationId, accepted.invitationId, rejected.invitationId, lead));
  expect(await ids({ Status: ['EXPIRED'] })).toEqual([old.invitationId]);
  expect(await ids({ Status: ['PENDING'] })).toEqual([lead]);
  expect(await ids({ Status: ['ACCEPTED', 'REJECTED'] })).toEqual(
    sorted(accepted.invitationId, rejected.invitationId),
  );
  expect(await ids({ PayloadType: ['LeadInvitation'] })).toEqual([lead]);
  expect(await ids({ PayloadType: [] })).toHaveLength(4);
  expect(await ids({ SenderAwsAccountId: ['AWS'] })).toEqual([old.invitationId]);
  expect(
    await ids({
      SenderAwsAccountId: [ALPHA],
      EngagementIdentifier: [accepted.engagementId, arnOf.engagement(engagementId)],
    }),
  ).toEqual(sorted(accepted.invitationId, lead));
  expect(await ids({ ParticipantType: 'SENDER' })).toEqual([]);
  expect(await ids({ ParticipantType: 'SENDER' }, alpha)).toHaveLength(3);
  const { EngagementInvitationSummaries: [first] = [] } = await beta.listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
    Status: ['EXPIRED'],
  });
  expect(first).toMatchObject({ Status: 'EXPIRED', ParticipantType: 'RECEIVER' });
});

// seen: GetEngagement, CreatedBy and ModifiedBy differ once the invited one has joined.
test('a new member changes the engagement’s modification', async () => {
  const { alpha, beta, clock } = await start();
  const { engagementId: Identifier, invitationId } = await invite(alpha, BETA);
  const before = await alpha.getEngagement({ Catalog, Identifier });
  expect(before).toMatchObject({ ModifiedBy: ALPHA, ModifiedAt: before.CreatedAt });
  clock.advance(1_000);
  await beta.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  const after = await alpha.getEngagement({ Catalog, Identifier });
  expect(after).toMatchObject({ CreatedBy: ALPHA, ModifiedBy: BETA, MemberCount: 2 });
  expect(after.ModifiedAt!.getTime() - before.ModifiedAt!.getTime()).toBeGreaterThanOrEqual(1_000);
});

// AWS docs: working-with-multi-partner-opportunities, "You can invite a maximum of nine partners".
test('nine partners are invited whether AWS is a member or not', async () => {
  const { alpha, server } = await start();
  const { Id = '' } = await alpha.createEngagement(engagement());
  const send = (receiver: string) => alpha.createEngagementInvitation(opportunityInvitation(Id, receiver));
  const join = async (receiver: string) => {
    const { Id: Identifier } = await send(receiver);
    await clientOf(server, receiver).acceptEngagementInvitation({ Catalog, Identifier });
  };
  await join(AWS);
  for (let count = 1; count <= 9; count++) await join(`30000000000${count}`);
  expect((await errorOf(send('300000000000'))).name).toBe('ServiceQuotaExceededException');
  expect(await alpha.getEngagement({ Catalog, Identifier: Id })).toMatchObject({ MemberCount: 11 });
});

// seen: GetEngagementInvitation and ListEngagementInvitations
test('accepted invitations and leads show no expiration date', async () => {
  const { alpha, beta, clock } = await start();
  const { invitationId } = await invite(alpha, BETA);
  const { Id: engagementId = '' } = await alpha.createEngagement(engagement());
  const { Id: lead = '' } = await alpha.createEngagementInvitation(leadInvitation(engagementId, BETA));
  const expiry = async (Identifier: string) => {
    const got = await beta.getEngagementInvitation({ Catalog, Identifier });
    const listed = await beta.listEngagementInvitations({ Catalog, ParticipantType: 'RECEIVER' });
    const summary = listed.EngagementInvitationSummaries?.find(({ Id }) => Id === Identifier);
    expect(summary?.ExpirationDate).toEqual(got.ExpirationDate);
    return [got.Status, got.ExpirationDate instanceof Date];
  };
  expect(await expiry(invitationId)).toEqual(['PENDING', true]);
  expect(await expiry(lead)).toEqual(['PENDING', false]);
  await beta.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
  expect(await expiry(invitationId)).toEqual(['ACCEPTED', false]);
  // AWS docs: working-with-your-leads, "Expired: Invitation has passed its expiration date without action".
  clock.advance(15 * DAY);
  expect(await expiry(lead)).toEqual(['EXPIRED', false]);
});

// AWS docs: working-with-multi-partner-opportunities, "Once rejected, you lose access to the invitation details".
test('after a rejection the receiver no longer sees the details; the sender does', async () => {
  const { alpha, beta } = await start();
  const { invitationId: Identifier } = await invite(alpha, BETA);
  await beta.rejectEngagementInvitation({ Catalog, Identifier });
  const rejected = await beta.getEngagementInvitation({ Catalog, Identifier });
  expect(rejected).toMatchObject({
    Status: 'REJECTED',
    EngagementTitle: 'Joint work',
    SenderAwsAccountId: ALPHA,
  });
  const sent = await alpha.getEngagementInvitation({ Catalog, Identifier });
  for (const member of [
    'Payload',
    'InvitationMessage',
    'ExistingMembers',
    'EngagementDescription',
  ] as const) {
    expect(rejected[member], member).toBeUndefined();
    expect(sent[member], member).toBeTruthy();
  }
});
