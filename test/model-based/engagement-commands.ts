import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { DAY } from '../support/clock.ts';
import { engagement, opportunityInvitation } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readFeed } from '../support/server.ts';
import { heard, untilEnded } from '../support/sharing.ts';
import { anyone, by, Catalog, hasInvitation, keep, pick, which } from './ingredients.ts';
import { command, perform } from './play.ts';
import * as rules from './rules.ts';
import * as taskRules from './task-rules.ts';

const createEngagement = command(
  'create an engagement',
  fc.record({ by: anyone }),
  () => true,
  async (world, real, { by }) => {
    const request = engagement();
    const send = (changes: object) => real.clients[by].createEngagement({ ...request, ...changes });
    const answer = await perform(
      real,
      () => send({}),
      ({ Id = '' }) => rules.createEngagement(world, by, Id),
    );
    keep(real, answer, send, { Title: 'Another title' });
  },
);

const invite = command(
  'invite',
  fc.record({ by, which, receiver: anyone }),
  (world) => world.engagements.length > 0,
  async (world, real, { by, which, receiver }) => {
    const one = pick(world.engagements, which);
    const account = by ?? pick(one.members, which);
    const request = opportunityInvitation(one.id, receiver);
    // The fields that an update of the receiver's opportunity needs.
    request.Invitation?.Payload?.OpportunityInvitation?.Project?.ExpectedCustomerSpend?.push({
      Amount: '1000.00',
      CurrencyCode: 'USD',
      Frequency: 'Monthly',
      TargetCompany: 'AWS',
    });
    const send = (changes: object) =>
      real.clients[account].createEngagementInvitation({ ...request, ...changes });
    const answer = await perform(
      real,
      () => send({}),
      ({ Id = '' }) => rules.invite(world, account, one, receiver, Id),
    );
    keep(real, answer, send, { Invitation: { ...request.Invitation, Message: 'Another message' } });
  },
);

const acceptByTask = command(
  'accept an invitation by a task',
  fc.record({ by, which }),
  hasInvitation,
  async (world, real, { by, which }) => {
    const one = pick(world.invitations, which);
    const account = by ?? one.receiver;
    const request = { Catalog, ClientToken: randomUUID(), Identifier: one.id };
    const send = (changes: object) =>
      real.clients[account].startEngagementByAcceptingInvitationTask({ ...request, ...changes });
    const answer = await perform(
      real,
      () => untilEnded(() => send({})),
      (ids) => taskRules.acceptByTask(world, account, one, ids),
    );
    if (answer) real.outcomes.add(`accept: ${answer.ReasonCode ?? answer.TaskStatus}`);
    keep(real, answer, send, { Tags: [{ Key: 'team', Value: 'north' }] });
  },
);

const answerPlainly = command(
  'answer an invitation',
  fc.record({ by, which, isYes: fc.boolean() }),
  hasInvitation,
  async (world, real, { by, which, isYes }) => {
    const one = pick(world.invitations, which);
    const account = by ?? one.receiver;
    const client = real.clients[account];
    const key = { Catalog, Identifier: one.id };
    await perform(
      real,
      () =>
        isYes
          ? client.acceptEngagementInvitation(key)
          : client.rejectEngagementInvitation({ ...key, RejectionReason: 'Other' }),
      () => (isYes ? rules.accept : rules.reject)(world, account, one),
    );
  },
);

const pass16Days = command('let 16 days pass', fc.constant({}), hasInvitation, async (world, real) => {
  rules.pass16Days(world);
  real.clock.advance(16 * DAY);
  const expected = Object.values(world.feed)
    .flat()
    .filter((type) => type === heard.invitationExpired);
  // The server reacts asynchronously.
  await eventually(async () => {
    const feed = await readFeed(real);
    const expired = feed.filter((event) => event['detail-type'] === heard.invitationExpired);
    return expired.length >= expected.length || undefined;
  });
});

const setJob = command(
  'stop or start a snapshot job',
  fc.record({ by, which, isRunning: fc.boolean() }),
  (world) => world.jobs.length > 0,
  async (world, real, { by, which, isRunning }) => {
    const one = pick(world.jobs, which);
    const account = by ?? one.opportunity.owner;
    const client = real.clients[account];
    const key = { Catalog, ResourceSnapshotJobIdentifier: one.id };
    await perform(
      real,
      () => (isRunning ? client.startResourceSnapshotJob(key) : client.stopResourceSnapshotJob(key)),
      () => rules.setJob(world, account, one, isRunning),
    );
  },
);

const setRole = command(
  'name a role for snapshot jobs, or none',
  fc.record({ by: anyone, hasRole: fc.constantFrom(true, true, false) }),
  () => true,
  async (world, real, { by, hasRole }) => {
    const role = hasRole ? { ResourceSnapshotJobRoleIdentifier: 'ResourceSnapshotJobRole' } : {};
    await perform(
      real,
      () => real.clients[by].putSellingSystemSettings({ Catalog, ...role }),
      () => rules.setRole(world, by, hasRole),
    );
  },
);

const repeatToken = command(
  'repeat a client token',
  fc.record({ which, isSame: fc.boolean() }),
  () => true,
  async (_world, real, { which, isSame }) => {
    if (real.repeats.length === 0) return;
    const call = pick(real.repeats, which);
    real.outcomes.add(isSame ? 'token: same request' : 'token: other request');
    if (!isSame) {
      await expect(call.send(call.change)).rejects.toMatchObject({ name: 'ConflictException' });
      return;
    }
    const { $metadata: _, ...again } = (await call.send({})) as { $metadata: unknown };
    const { $metadata: __, ...first } = call.answer as { $metadata: unknown };
    expect(again).toEqual(first);
  },
);

/** Commands that lead to new states have a higher weight. */
export const engagementCommands = [
  createEngagement,
  invite,
  invite,
  acceptByTask,
  acceptByTask,
  answerPlainly,
  pass16Days,
  setJob,
  setRole,
  repeatToken,
];
