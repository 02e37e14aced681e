import { expect, test } from 'vitest';
import { soakMonths } from '../../soak/soak.ts';
import { boundedTables, faultsOf, type Period } from '../../soak/verdict.ts';
import { underTest } from '../support/postgres.ts';
import { startReceiver } from '../support/receiver.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { webhook } from '../support/targets.ts';

const MONTHS = 5;
const KEPT_DAYS: Readonly<Record<string, number>> = {
  events: 30,
  clientTokens: 30,
  deadLetters: 30,
  tasks: 60,
};
const bounded = () =>
  boundedTables(
    (option) => KEPT_DAYS[option],
    (days) => Math.ceil(days / 30),
  );

test('months of work leave as many rows as retention promises, and no timer is lost', {
  timeout: 240_000,
}, async () => {
  const folder = await temporaryFolder();
  const store = await underTest({ folder });
  if (store === 'memory') throw new Error('A soak looks into the store from outside.');
  const receiver = await startReceiver((response, { body }) =>
    response.writeHead(body.includes('Engagement Invitation Expired') ? 410 : 200).end(),
  );
  const retention = Object.fromEntries(Object.entries(KEPT_DAYS).map(([name, days]) => [name, `${days}d`]));
  const server = await startServer({
    ...{ data: folder, retention, webhooks: [webhook('soak', receiver.url)] },
  });
  const periods = await soakMonths({ server, store }, { months: MONTHS, stepDays: 3, workPerStep: 1 });
  expect(faultsOf(periods, await bounded())).toEqual([]);
  const [first, , , fourth, last] = periods.map(({ rows }) => rows);
  // Each kind was there, and what is no longer needed went.
  for (const table of ['events', 'client_tokens', 'tasks', 'dead_letters', 'jobs'])
    expect([table, last?.[table]]).toEqual([table, expect.any(Number)]);
  for (const table of ['events', 'client_tokens', 'tasks', 'dead_letters'])
    expect(last?.[table]).toBeGreaterThan(0);
  // Business data is kept for good: as much more each month.
  expect(last?.opportunities).toBeCloseTo((first?.opportunities ?? 0) * MONTHS, -1);
  expect(last?.opportunities).toBeGreaterThan(fourth?.opportunities ?? 0);
});

const periodOf = (number: number, more: Partial<Period> = {}): Period => ({
  ...{ number, rows: { events: 100, tasks: 40 }, bytes: 1_000 * number, overdue: 0, readMs: 1 },
  ...more,
});
const run = (change: (number: number) => Partial<Period> = () => ({})): Period[] =>
  Array.from({ length: 24 }, (_, index) => periodOf(index + 1, change(index + 1)));

test.each([
  [
    'a table that grows',
    (number: number) => ({ rows: { events: 100 + number * 5 } }),
    /^events had 110 rows/,
  ],
  ['a store that grows faster', (number: number) => ({ bytes: number ** 3 }), /^The store grew by/],
  ['memory that grows', (number: number) => ({ memoryMb: 100 + number }), /^The memory of the last quarter/],
  ['work that takes longer', (number: number) => ({ cpuMs: 10 + number }), /^The processor time/],
  [
    'a timer that is lost',
    (number: number) => ({ overdue: number === 7 ? 1 : 0 }),
    /^1 invitations are overdue/,
  ],
])('the verdict finds %s', async (_what, change, fault) => {
  expect(faultsOf(run(), await bounded())).toEqual([]);
  const faults = faultsOf(run(change), await bounded());
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(fault);
});

test('the verdict is not about what a server loads and compiles in its first period', async () => {
  const warming = (number: number) => ({
    memoryMb: number === 1 ? 224 : 320 + number,
    cpuMs: number === 1 ? 50 : 80,
  });
  expect(faultsOf(run(warming), await bounded())).toEqual([]);
  expect(faultsOf(run(warming).slice(0, 4), await bounded())).toEqual([]);
  const doubling = (number: number) => ({ memoryMb: 100 * number });
  expect(faultsOf(run(doubling).slice(0, 9), await bounded())).toHaveLength(1);
});

test('the verdict allows for rows that wait for the next deletion when a period ends, and for no more', async () => {
  const waiting = (number: number) => ({ rows: { events: 100 + ((number + 3) % 5) * 8 } });
  expect(faultsOf(run(waiting), await bounded(), 1)).toEqual([]);
  expect(faultsOf(run(waiting), await bounded())).toHaveLength(1);
  const growing = (number: number) => ({ rows: { events: 100 + number * 10 } });
  expect(faultsOf(run(growing), await bounded(), 1)).toHaveLength(1);
});
