import { expect, test } from 'vitest';
import { wholeSeconds } from '../../src/kit/shape/timestamp.ts';
import { DAY } from '../support/clock.ts';
import { invite, opportunity, refer } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import {
  advance,
  type ClockState,
  freeze,
  getClock,
  operate,
  resume,
  setClock,
} from '../support/operator.ts';
import {
  ALPHA,
  type ApiError,
  BETA,
  clientOf,
  errorOf,
  faultsOf,
  readFeed,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import { change } from '../support/update.ts';

const EXPIRED = 'Engagement Invitation Expired';
const expiredFor = async (server: { endpoint: string }, account: string) =>
  (await readFeed(server, account)).filter((event) => event['detail-type'] === EXPIRED);
const refusalOf = async (call: Promise<ClockState>) => faultsOf(await errorOf(call));

test('when the clock is advanced by fifteen days, an invitation expires with its events and can no longer be accepted', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const beta = clientOf(server, BETA);
  const { invitationId } = await invite(alpha, BETA);
  const before = Date.now();
  const { now, offset, frozen } = await advance(server, '15d');
  expect({ offset, frozen }).toEqual({ offset: 15 * DAY, frozen: false });
  expect(Date.parse(now)).toBeGreaterThanOrEqual(before + 15 * DAY);

  const [toBeta] = await eventually(async () => {
    const events = await expiredFor(server, BETA);
    return events.length > 0 ? events : undefined;
  });
  expect(toBeta?.detail).toMatchObject({
    engagementInvitation: { id: invitationId, participantType: 'RECEIVER' },
  });
  // Truncated to whole seconds.
  expect(Date.parse(toBeta?.time ?? '') + 999).toBeGreaterThanOrEqual(before + 15 * DAY);
  expect(await expiredFor(server, ALPHA)).toHaveLength(1);
  const refused = await errorOf(
    beta.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId }),
  );
  expect(refused.name).toBe('ConflictException');
});

test('a frozen clock is frozen for requests until it is resumed from there', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const { now, frozen } = await freeze(server);
  expect(frozen).toBe(true);
  const first = await refer(client);
  const second = await refer(client);
  const events = await readFeed(server, ALPHA);
  expect(new Set(events.map(({ time }) => time))).toEqual(new Set([wholeSeconds(now)]));
  expect(first.opportunityId).not.toBe(second.opportunityId);

  const moved = await advance(server, 'PT5M');
  expect(moved).toEqual({
    now: new Date(Date.parse(now) + 300_000).toISOString(),
    frozen: true,
    offset: expect.any(Number),
  });
  const resumed = await resume(server);
  expect(resumed.frozen).toBe(false);
  expect(Date.parse(resumed.now)).toBeGreaterThanOrEqual(Date.parse(moved.now));
  await eventually(async () => ((await getClock(server)).now > moved.now ? true : undefined));
});

test('scheduled jobs wait while the clock is frozen and run when it is moved to their time', async () => {
  const server = await startServer();
  const { invitationId } = await invite(clientOf(server, ALPHA), BETA);
  await freeze(server);
  await advance(server, 15 * DAY - 60_000);
  expect(await expiredFor(server, ALPHA)).toEqual([]);
  await advance(server, '1m');
  const [event] = await eventually(async () => {
    const events = await expiredFor(server, ALPHA);
    return events.length > 0 ? events : undefined;
  });
  expect(event?.detail).toMatchObject({ engagementInvitation: { id: invitationId } });
});

test('tasks run while the clock is frozen', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  await freeze(server);
  const { invitationId } = await refer(client);
  const request = { Catalog: 'Sandbox', ClientToken: 'token', Identifier: invitationId };
  const task = await eventually(async () => {
    const state = await client.startEngagementByAcceptingInvitationTask(request);
    return state.TaskStatus === 'IN_PROGRESS' ? undefined : state;
  });
  expect(task.TaskStatus).toBe('COMPLETE');
});

test('the clock can be set back; modification dates still increase', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const { Id = '' } = await client.createOpportunity(opportunity());
  const created = (await client.getOpportunity({ Catalog: 'Sandbox', Identifier: Id })).LastModifiedDate;
  const { now } = await setClock(server, '2026-01-01T00:00:00+01:00');
  expect(now.slice(0, 16)).toBe('2025-12-31T23:00');
  const { LastModifiedDate } = await change(client, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  expect(Number(LastModifiedDate)).toBe(Number(created) + 1);
  expect((await setClock(server, 'machine')).offset).toBe(0);
});

test('invitations expire on time after the clock was set back and ahead', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await advance(server, '30d');
  await setClock(server, 'machine');
  const { invitationId } = await invite(alpha, BETA);
  await setClock(server, '2020-01-01T00:00:00Z');
  expect((await alpha.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId })).Status).toBe(
    'PENDING',
  );
  await setClock(server, 'machine');
  expect(await expiredFor(server, ALPHA)).toEqual([]);
  await advance(server, '15d');
  await eventually(async () => ((await expiredFor(server, ALPHA)).length === 1 ? true : undefined));
});

test('the clock’s setting survives a restart', async () => {
  const data = await temporaryFolder();
  const first = await startServer({ data });
  const { invitationId } = await invite(clientOf(first, ALPHA), BETA);
  await advance(first, '15d');
  await first.close();

  const second = await startServer({ data });
  expect((await getClock(second)).offset).toBe(15 * DAY);
  const alpha = clientOf(second, ALPHA);
  expect((await alpha.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId })).Status).toBe(
    'EXPIRED',
  );
  const { now } = await freeze(second);
  await second.close();

  const third = await startServer({ data });
  expect(await getClock(third)).toEqual({ now, frozen: true, offset: expect.any(Number) });
});

test('a job that waited while no server ran runs at its time, however the clock was moved before', async () => {
  const data = await temporaryFolder();
  const first = await startServer({ data });
  await advance(first, '3d');
  await invite(clientOf(first, ALPHA), BETA);
  await first.close();
  const second = await startServer({ data });
  await advance(second, '14d');
  expect(await expiredFor(second, ALPHA)).toEqual([]);
  await advance(second, '1d');
  await eventually(async () => ((await expiredFor(second, ALPHA)).length === 1 ? true : undefined));
});

test('invalid times and times out of the clock’s range are refused', async () => {
  const server = await startServer();
  expect(await refusalOf(advance(server, 'soon'))).toEqual(['by: INVALID_VALUE']);
  expect(await refusalOf(advance(server, '-1d'))).toEqual(['by: INVALID_VALUE']);
  expect(await refusalOf(advance(server, '9000000d'))).toEqual(['by: INVALID_VALUE']);
  expect(await refusalOf(setClock(server, 'tomorrow'))).toEqual(['to: INVALID_VALUE']);
  expect((await errorOf(setClock(server, 'tomorrow'))).ErrorList?.[0]?.Message).toBe(
    'to has to be a moment of RFC 3339, such as 2026-12-08T00:00:00Z, or machine.',
  );
  expect(await refusalOf(setClock(server, '9999-12-31T23:59:59Z'))).toEqual(['to: INVALID_VALUE']);
  const missing = await errorOf(operate(server, 'POST', 'clock/advance', {}));
  expect((missing as ApiError).name).toBe('ValidationException');
  expect((await getClock(server)).offset).toBe(0);
});

test('the operator moves the clock relative to the one that the server was started with', async () => {
  const at = '2030-06-01T12:00:00.000Z';
  const server = await startServer({ clock: { now: () => at, onJump: () => {} } });
  expect(await getClock(server)).toEqual({ now: at, frozen: false, offset: 0 });
  expect(await advance(server, '1d')).toEqual({
    now: '2030-06-02T12:00:00.000Z',
    frozen: false,
    offset: DAY,
  });
});
