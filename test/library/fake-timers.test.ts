import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { afterEach, expect, it, vi } from 'vitest';
import { startCosell } from '../../src/index.ts';

const ALPHA = '111122223333';
const LONG_AGO = new Date('2001-02-03T04:05:06Z');

const { setTimeout, setInterval, setImmediate } = globalThis;
afterEach(() => {
  vi.useRealTimers();
  Object.assign(globalThis, { setTimeout, setInterval, setImmediate });
});

/** Accepts a referral from the start of a server to its end. */
const acceptReferral = async () => {
  await using cosell = await startCosell();
  await cosell.refer({ account: ALPHA });
  const client = new PartnerCentralSelling(cosell.clientConfig(ALPHA));
  const { EngagementInvitationSummaries: [invitation] = [] } = await client.listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
  });
  const task = await client.startEngagementByAcceptingInvitationTask({
    Catalog: 'Sandbox',
    ClientToken: 'a',
    Identifier: invitation?.Id,
  });
  await cosell.events.waitFor('Opportunity Created', { account: ALPHA });
  await cosell.idle();
  const before = await cosell.snapshot();
  await cosell.clock.advance({ by: '15d' });
  await cosell.restore(before);
  return { status: task.TaskStatus, startTime: task.StartTime };
};

it('a server starts, works and closes under the fake timers of Vitest, with the real time', async () => {
  vi.useFakeTimers({ now: LONG_AGO });
  const { status, startTime } = await acceptReferral();
  expect(status).toBe('COMPLETE');
  expect(startTime?.getTime()).toBeGreaterThan(LONG_AGO.getTime() + 20 * 365 * 86_400_000);
  expect(new Date()).toEqual(LONG_AGO);
});

it('a server works while other code has replaced the timers of the process', async () => {
  const never = () => ({ unref: () => {}, ref: () => {} });
  Object.assign(globalThis, { setTimeout: never, setInterval: never, setImmediate: never });
  expect((await acceptReferral()).status).toBe('COMPLETE');
});
