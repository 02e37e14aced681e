import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { opportunity } from '../../support/data.ts';
import { startEngine } from '../../support/engine.ts';
import { failingStore } from '../../support/failing-store.ts';
import { advance, freeze, operate, setClock } from '../../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer, temporaryFolder } from '../../support/server.ts';

const Catalog = 'Sandbox';
/** So slow that no test sees a second token. */
const SELDOM = 0.0001;

const read = (server: { endpoint: string }, account = ALPHA) =>
  clientOf(server, account).listSolutions({ Catalog });
/** Sends reads one after another, and returns how many pass. */
const passes = async (server: { endpoint: string }, tries: number, account = ALPHA): Promise<number> => {
  let passed = 0;
  for (let attempt = 0; attempt < tries; attempt++) {
    passed += await read(server, account).then(
      () => 1,
      () => 0,
    );
  }
  return passed;
};
const usedInDay = async (server: { endpoint: string }, account = ALPHA) => {
  const usage = await operate<{ classes: { class: string; usedInDay?: number }[] }>(
    server as never,
    'GET',
    `quotas/usage?account=${account}`,
  );
  return usage.classes.find(({ class: of }) => of === 'reads')?.usedInDay;
};

test('the request beyond the rate gets AWS’s ThrottlingException, which the SDK retries', async () => {
  const server = await startServer({ quotas: { reads: { perSecond: SELDOM, burst: 2 } } });
  expect(await passes(server, 2)).toBe(2);
  const error = await errorOf(read(server));
  expect(error.name).toBe('ThrottlingException');
  expect(error.$metadata.httpStatusCode).toBe(400);
  expect(error.message).toBe(
    'Rate exceeded: ListSolutions and the other reads of opportunities, solutions and invitations of this account may come 0.0001 per second. Try again later.',
  );
  const retrying = new PartnerCentralSelling({ ...server.clientConfig(ALPHA), maxAttempts: 2 });
  const retried = await errorOf(retrying.listSolutions({ Catalog }));
  expect(retried.$metadata).toMatchObject({ attempts: 2 });
});

test('operations of one class share a quota, other classes and other accounts have their own', async () => {
  const server = await startServer({
    quotas: {
      reads: { perSecond: SELDOM },
      writes: { perSecond: SELDOM, burst: 2 },
      otherWrites: { perDay: 1 },
    },
  });
  const alpha = clientOf(server, ALPHA);
  await alpha.createOpportunity(opportunity());
  const { Id = '', LastModifiedDate } = await alpha.createOpportunity(opportunity());
  expect(
    (await errorOf(alpha.updateOpportunity({ ...opportunity(), Identifier: Id, LastModifiedDate }))).name,
  ).toBe('ThrottlingException');
  await alpha.getOpportunity({ Catalog, Identifier: Id });
  expect((await errorOf(alpha.getOpportunity({ Catalog, Identifier: Id }))).name).toBe('ThrottlingException');
  await alpha.listEngagements({ Catalog });
  await alpha.tagResource({
    ResourceArn: `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/${Catalog}/opportunity/${Id}`,
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  expect(await passes(server, 3, BETA)).toBe(1);
  expect(await passes(server, 3, AWS)).toBe(3);
});

test('a refused request does not count, one that fails does', async () => {
  const server = await startServer({ quotas: { reads: { perDay: 3 } } });
  expect((await errorOf(clientOf(server, ALPHA).getOpportunity({ Catalog, Identifier: 'O0' }))).name).toBe(
    'ResourceNotFoundException',
  );
  expect((await errorOf(clientOf(server, ALPHA).listSolutions({ Catalog: 'no-catalog!' }))).name).toBe(
    'ValidationException',
  );
  expect(await usedInDay(server)).toBe(2);
  expect(await passes(server, 3)).toBe(1);
  expect(await usedInDay(server)).toBe(3);
  // Throttling precedes validation.
  expect((await errorOf(clientOf(server, ALPHA).listSolutions({ Catalog: 'no-catalog!' }))).name).toBe(
    'ThrottlingException',
  );
});

test('the day rolls by the server’s clock, which the operator moves', async () => {
  const server = await startServer({ quotas: { reads: { perDay: 2 } } });
  expect(await passes(server, 3)).toBe(2);
  await advance(server, '23h');
  expect(await passes(server, 3)).toBe(0);
  await advance(server, '1h');
  expect(await passes(server, 3)).toBe(2);
  await setClock(server, '2020-01-01T00:00:00Z');
  expect(await usedInDay(server)).toBe(0);
  expect(await passes(server, 3)).toBe(2);
});

test('a frozen clock stops days, not rates', async () => {
  const server = await startServer({ quotas: { reads: { perSecond: 50, burst: 1, perDay: 4 } } });
  await freeze(server);
  let passed = 0;
  // Ends once the bucket was refilled often enough, and never if the frozen clock locked it.
  while (passed < 4) passed += await passes(server, 1);
  expect(await usedInDay(server)).toBe(4);
  await advance(server, '1d');
  expect(await usedInDay(server)).toBe(0);
});

test('days survive a restart, and a reset clears them', async () => {
  const data = await temporaryFolder();
  const quotas = { reads: { perDay: 3 } };
  const first = await startServer({ data, quotas });
  expect(await passes(first, 2)).toBe(2);
  expect(await passes(first, 1, BETA)).toBe(1);
  await first.close();
  const second = await startServer({ data, quotas });
  expect(await usedInDay(second)).toBe(2);
  expect(await passes(second, 3)).toBe(1);
  await operate(second, 'POST', 'reset', { account: ALPHA });
  expect([await usedInDay(second), await usedInDay(second, BETA)]).toEqual([0, 1]);
  expect(await passes(second, 1)).toBe(1);
  await operate(second, 'POST', 'reset', {});
  expect([await usedInDay(second), await usedInDay(second, BETA)]).toEqual([0, 0]);
  await second.close();
  const third = await startServer({ data, quotas });
  expect([await usedInDay(third), await usedInDay(third, BETA)]).toEqual([0, 0]);
});

test('the operator changes quotas without a restart; they outlive it and end with a reset', async () => {
  const data = await temporaryFolder();
  const server = await startServer({ data });
  expect(await operate(server, 'GET', 'quotas')).toEqual({ mode: 'off', classes: {} });
  expect(await passes(server, 3)).toBe(3);
  const custom = { mode: 'custom', classes: { reads: { perSecond: SELDOM } } };
  expect(await operate(server, 'PUT', 'quotas', custom)).toEqual(custom);
  expect(await passes(server, 3)).toBe(1);
  await server.close();
  const again = await startServer({ data });
  expect(await again.quotas.get()).toEqual(custom);
  expect(await again.quotas.set({ mode: 'aws' })).toMatchObject({
    mode: 'aws',
    classes: { reads: { perSecond: 10, perDay: 100_000 } },
  });
  await again.reset();
  expect(await again.quotas.get()).toEqual({ mode: 'off', classes: {} });
  expect(await passes(again, 30)).toBe(30);
});

test.each([
  [{ mode: 'custom' }, 'classes'],
  [{ mode: 'aws', classes: {} }, 'classes'],
  [{ mode: 'custom', classes: { reads: { burst: 3 } } }, 'burst needs perSecond'],
  [{ mode: 'custom', classes: { reads: { perSecond: 0 } } }, 'perSecond'],
  [{ mode: 'custom', classes: { reeds: {} } }, 'reeds'],
  [{ mode: 'fast' }, 'mode'],
])('the setting %j is refused', async (setting, expected) => {
  const server = await startServer();
  const answer = await fetch(`${server.endpoint}/_cosell/quotas`, {
    method: 'PUT',
    body: JSON.stringify(setting),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(expected);
});

test('a request costs no statement without quotas, and at most one with them', async () => {
  const plan = failingStore();
  const server = await startEngine({ openStore: plan.openStore });
  const client = clientOf(server, ALPHA);
  const { Id: Identifier } = await client.createOpportunity(opportunity());
  /** The minimum over some requests, because the server sometimes polls for work meanwhile. */
  const statementsOf = async () => {
    const counts: number[] = [];
    for (let request = 0; request < 5; request++) {
      const before = plan.count;
      await client.getOpportunity({ Catalog, Identifier });
      counts.push(plan.count - before);
    }
    return Math.min(...counts);
  };
  expect(await statementsOf()).toBe(1);
  await operate(server, 'PUT', 'quotas', { mode: 'custom', classes: { reads: { perDay: 1_000 } } });
  expect(await statementsOf()).toBe(process.env.COSELL_TEST_STORE === 'postgres' ? 2 : 1);
});
