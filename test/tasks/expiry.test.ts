import { expect, test } from 'vitest';
import { DAY, movableClock } from '../support/clock.ts';
import { invite, opportunityInvitation, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import {
  ALPHA,
  AWS,
  BETA,
  clientOf,
  errorOf,
  readFeed,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import { heldTasks } from '../support/tasks.ts';

const expired = async (server: { endpoint: string }, account: string) =>
  (await readFeed(server, account)).filter(
    (event) => event['detail-type'] === 'Engagement Invitation Expired',
  );

// The queue is held, so that the expiration job has no part in this.
test('an invitation is EXPIRED everywhere as soon as its 15 days are over, and can no longer be answered', async () => {
  const clock = movableClock();
  const { alpha, beta } = await heldTasks({ clock });
  const { invitationId } = await invite(alpha, BETA);
  const get = () => beta.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  const list = async (...Status: ('PENDING' | 'EXPIRED' | 'ACCEPTED' | 'REJECTED')[]) => {
    const filter = Status.length > 0 ? { Status } : {};
    const lists = [
      await beta.listEngagementInvitations({ Catalog: 'Sandbox', ParticipantType: 'RECEIVER', ...filter }),
      await alpha.listEngagementInvitations({ Catalog: 'Sandbox', ParticipantType: 'SENDER', ...filter }),
    ];
    return lists.flatMap((answer) => answer.EngagementInvitationSummaries?.map((one) => one.Status));
  };
  const { InvitationDate, ExpirationDate } = await get();
  expect(Number(ExpirationDate) - Number(InvitationDate)).toBe(15 * DAY);

  clock.advance(15 * DAY - 60_000);
  expect((await get()).Status).toBe('PENDING');
  expect(await list()).toEqual(['PENDING', 'PENDING']);
  expect(await list('PENDING')).toEqual(['PENDING', 'PENDING']);
  expect(await list('EXPIRED')).toEqual([]);

  clock.advance(60_000);
  expect((await get()).Status).toBe('EXPIRED');
  expect(await list()).toEqual(['EXPIRED', 'EXPIRED']);
  expect(await list('PENDING', 'ACCEPTED', 'REJECTED')).toEqual([]);
  expect(await list('EXPIRED')).toEqual(['EXPIRED', 'EXPIRED']);
  const Identifier = invitationId;
  const refused = [
    await errorOf(beta.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier })),
    await errorOf(
      beta.rejectEngagementInvitation({ Catalog: 'Sandbox', Identifier, RejectionReason: 'Other' }),
    ),
  ];
  expect(refused.map((error) => error.name)).toEqual(['ConflictException', 'ConflictException']);
});

test('its expiration is announced once to the sender and once to the receiver, and to nobody else', async () => {
  const clock = movableClock();
  const server = await startServer({ clock });
  const alpha = clientOf(server, ALPHA);
  const { invitationId, engagementId } = await invite(alpha, BETA);
  clock.advance(15 * DAY);
  const [toBeta] = await eventually(async () => {
    const events = await expired(server, BETA);
    return events.length > 0 ? events : undefined;
  });
  clock.advance(15 * DAY);
  await alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA));

  const all = (await readFeed(server)).filter(
    (event) => event['detail-type'] === 'Engagement Invitation Expired',
  );
  expect(all.map((event) => event.account)).toEqual([ALPHA, BETA]);
  expect(toBeta).toEqual({
    version: '0',
    id: expect.any(String),
    'detail-type': 'Engagement Invitation Expired',
    source: 'aws.partnercentral-selling',
    account: BETA,
    time: expect.any(String),
    region: 'us-east-1',
    resources: [`arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement-invitation/${invitationId}`],
    detail: {
      schemaVersion: '1.0',
      catalog: 'Sandbox',
      engagementInvitation: {
        arn: `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement-invitation/${invitationId}`,
        id: invitationId,
        engagementId,
        senderAccountId: ALPHA,
        receiverAccountId: BETA,
        participantType: 'RECEIVER',
        payloadType: 'OpportunityInvitation',
      },
    },
  });
});

test('an answered invitation does not expire', async () => {
  const clock = movableClock();
  const server = await startServer({ clock });
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const accepted = await invite(alpha, BETA);
  const rejected = await invite(alpha, BETA);
  const forgotten = await invite(alpha, BETA);
  await runAcceptTask(beta, accepted.invitationId);
  await beta.rejectEngagementInvitation({
    Catalog: 'Sandbox',
    Identifier: rejected.invitationId,
    RejectionReason: 'Other',
  });
  clock.advance(16 * DAY);
  await eventually(async () => ((await expired(server, BETA)).length > 0 ? true : undefined));
  const { EngagementInvitationSummaries = [] } = await beta.listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
  });
  const statuses = Object.fromEntries(EngagementInvitationSummaries.map((one) => [one.Id, one.Status]));
  expect(statuses).toEqual({
    [accepted.invitationId]: 'ACCEPTED',
    [rejected.invitationId]: 'REJECTED',
    [forgotten.invitationId]: 'EXPIRED',
  });
  expect(await expired(server, BETA)).toHaveLength(1);
});

// Both orders of the expiration job and the new invitation: the queue is held in one of them.
test.each(['the timer', 'the new invitation'])(
  'a new invitation can follow an expired one, when %s ends it first',
  async (first) => {
    const clock = movableClock();
    const { server, alpha, beta } =
      first === 'the timer' ? await running({ clock }) : await heldTasks({ clock });
    const { engagementId, invitationId } = await invite(alpha, BETA);
    const conflict = await errorOf(
      alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA)),
    );
    expect(conflict.name).toBe('ConflictException');
    clock.advance(15 * DAY);
    if (first === 'the timer') {
      await eventually(async () => ((await expired(server, ALPHA)).length > 0 ? true : undefined));
    }
    const { Id = '' } = await alpha.createEngagementInvitation(opportunityInvitation(engagementId, BETA));
    expect(Id).not.toBe(invitationId);
    const { Status } = await beta.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: Id });
    expect(Status).toBe('PENDING');
    expect(await expired(server, ALPHA)).toHaveLength(1);
    expect(await expired(server, BETA)).toHaveLength(1);
  },
);

const running = async (options: Parameters<typeof startServer>[0]) => {
  const server = await startServer(options);
  return { server, alpha: clientOf(server, ALPHA), beta: clientOf(server, BETA) };
};

test('an invitation that expired while the server was down is announced when it is up again', async () => {
  const folder = await temporaryFolder();
  const before = await startServer({ data: folder });
  const { invitationId } = await refer(clientOf(before, ALPHA));
  await before.close();

  const clock = movableClock();
  clock.advance(20 * DAY);
  const after = await startServer({ data: folder, clock });
  await eventually(async () => ((await expired(after, ALPHA)).length > 0 ? true : undefined));
  expect(await expired(after, AWS)).toHaveLength(1);
  await after.close();

  const again = await startServer({ data: folder, clock });
  const { Status } = await clientOf(again, ALPHA).getEngagementInvitation({
    Catalog: 'Sandbox',
    Identifier: invitationId,
  });
  expect(Status).toBe('EXPIRED');
  expect(await expired(again, ALPHA)).toHaveLength(1);
});
