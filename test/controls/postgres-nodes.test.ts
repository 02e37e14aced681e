import { expect, onTestFinished, test, vi } from 'vitest';
import { DAY } from '../support/clock.ts';
import { invite, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import {
  addFault,
  advance,
  freeze,
  getClock,
  listFaults,
  operate,
  resume,
  setClock,
} from '../support/operator.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';

vi.mock('../../src/kit/flow/real-time.ts', () => import('../support/global-time.ts'));

/** Two servers on one database. */
const startNodes = async () => {
  const databaseUrl = await freshDatabase();
  const one = await startServer({ databaseUrl });
  const other = await startServer({ databaseUrl });
  return { databaseUrl, one, other };
};

test('a clock that is moved on one server has moved on the other when the operator gets the response', async () => {
  const { one, other } = await startNodes();
  for (let round = 1; round <= 20; round++) {
    const [mover, follower] = round % 2 ? [one, other] : [other, one];
    await advance(mover, '1d');
    expect((await getClock(follower)).offset).toBe(round * DAY);
  }
  const { now } = await freeze(other);
  expect(await getClock(one)).toMatchObject({ now, frozen: true });
  await resume(one);
  expect((await getClock(other)).frozen).toBe(false);
  await setClock(one, 'machine');
  expect((await getClock(other)).offset).toBe(0);
});

test('concurrent changes on both servers are all made, one after another', async () => {
  const { one, other } = await startNodes();
  await Promise.all(Array.from({ length: 20 }, (_, index) => advance(index % 2 ? one : other, '1d')));
  expect((await getClock(one)).offset).toBe(20 * DAY);
  expect((await getClock(other)).offset).toBe(20 * DAY);
});

test('a scheduled job runs once, on whichever server', async () => {
  const { one, other } = await startNodes();
  const expired = async () =>
    (await readFeed(one)).filter((event) => event['detail-type'] === 'Engagement Invitation Expired');
  // The second round runs after anything that the first may do twice.
  for (const count of [4, 8]) {
    await invite(clientOf(one, ALPHA), BETA);
    await invite(clientOf(other, BETA), ALPHA);
    await advance(other, '15d');
    await eventually(async () => ((await expired()).length >= count ? true : undefined));
    expect(await expired()).toHaveLength(count);
  }
});

test('an injection that is set on one server applies on the other, and on both together as often as requested', async () => {
  const { one, other } = await startNodes();
  const fault = { operation: 'CreateOpportunity', exception: 'ConflictException', times: 25 };
  await addFault(one, fault);
  const clients = [clientOf(one, ALPHA), clientOf(other, ALPHA)];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => clients[index % 2]!.createOpportunity(opportunity())),
  );
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(failed.map((outcome) => outcome.reason.name)).toEqual(Array(25).fill('ConflictException'));
  expect(await listFaults(other)).toEqual([]);
});

test('an injection for tasks that is set on one server fails the task on whichever server runs it', async () => {
  const { one, other } = await startNodes();
  const client = clientOf(other, ALPHA);
  const { invitationId } = await refer(client);
  await addFault(one, { step: 'create the opportunity', fail: 'OpportunityConflict' });
  const task = await runAcceptTask(client, invitationId);
  expect(task).toMatchObject({ TaskStatus: 'FAILED', ReasonCode: 'OpportunityConflict' });
  expect(await listFaults(one)).toEqual([]);
});

test('a quirk that is set on one server applies on the other when the operator gets the response', async () => {
  const { one, other } = await startNodes();
  await freeze(one);
  const { Id: Identifier } = await clientOf(other, ALPHA).createOpportunity(opportunity());
  const get = () => clientOf(other, ALPHA).getOpportunity({ Catalog: 'Sandbox', Identifier });
  for (let round = 0; round < 10; round++) {
    await operate(one, 'PUT', 'quirks/late-reads', {});
    expect(await errorOf(get())).toMatchObject({ name: 'ResourceNotFoundException' });
    await operate(one, 'DELETE', 'quirks');
    await get();
  }
});

test('a rate limit is shared by both servers', async () => {
  const { one, other } = await startNodes();
  await addFault(one, { operation: 'ListSolutions', throttle: 10 });
  const clients = [clientOf(one, ALPHA), clientOf(other, ALPHA)];
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => clients[index % 2]!.listSolutions({ Catalog: 'Sandbox' })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
});

test('a server whose connection for changes is cut reconnects and follows further changes', async () => {
  const { databaseUrl, one, other } = await startNodes();
  await administer(
    databaseUrl,
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = ${0x4357}
       and database = (select oid from pg_database where datname = current_database())`,
  );
  await advance(one, '2d');
  await eventually(async () => ((await getClock(other)).offset === 2 * DAY ? true : undefined));
  await eventually(async () => {
    const locks = await administer(
      databaseUrl,
      `select 1 from pg_locks where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = ${0x4357}
         and database = (select oid from pg_database where datname = current_database())`,
    );
    return locks.length === 2 ? true : undefined;
  });
  await advance(other, '1d');
  expect((await getClock(one)).offset).toBe(3 * DAY);
});

test('a server that starts later applies what was set before', async () => {
  const { databaseUrl, one } = await startNodes();
  await advance(one, '4d');
  await addFault(one, { operation: 'ListSolutions', exception: 'AccessDeniedException', times: 0 });
  const late = await startServer({ databaseUrl });
  expect((await getClock(late)).offset).toBe(4 * DAY);
  const refused = await errorOf(clientOf(late, ALPHA).listSolutions({ Catalog: 'Sandbox' }));
  expect(refused.name).toBe('AccessDeniedException');
  const { removed } = await operate<{ removed: number }>(late, 'DELETE', 'faults');
  expect(removed).toBe(1);
  await clientOf(one, ALPHA).listSolutions({ Catalog: 'Sandbox' });
});

test('a reset on one server resets the clock and the injections of the other', async () => {
  const { one, other } = await startNodes();
  await advance(one, '3d');
  await addFault(one, { operation: 'ListSolutions', exception: 'ConflictException', times: 0 });
  await operate(other, 'POST', 'reset', {});
  expect((await getClock(one)).offset).toBe(0);
  await clientOf(one, ALPHA).listSolutions({ Catalog: 'Sandbox' });
  await advance(one, '1d');
  expect((await getClock(other)).offset).toBe(DAY);
});
