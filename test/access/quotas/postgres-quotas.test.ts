import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAt, countAt, type Slots } from '../../../src/kit/flow/rolling-count.ts';
import { openStore } from '../../../src/store/index.ts';
import { countUsage, findUsage } from '../../../src/store/repositories/quota-usage.ts';
import { operate } from '../../support/operator.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { ALPHA, BETA, clientOf, startServer } from '../../support/server.ts';

const Catalog = 'Sandbox';
const NODES = 3;

/** Sends requests to all nodes at once, and returns how many pass. */
const passesAtOnce = async (nodes: { endpoint: string }[], requests: number, account = ALPHA) => {
  const clients = nodes.map((node) => clientOf(node, account));
  const outcomes = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      clients[index % clients.length]?.listSolutions({ Catalog }).then(
        () => 'passed',
        (error: Error) => error.name,
      ),
    ),
  );
  for (const outcome of outcomes) expect(['passed', 'ThrottlingException']).toContain(outcome);
  return outcomes.filter((outcome) => outcome === 'passed').length;
};

test.each([
  ['rate', { perSecond: 0.0001, burst: 7 }],
  ['day', { perDay: 7 }],
])('%s: all nodes together allow the quota once', async (_, reads) => {
  const databaseUrl = await freshDatabase();
  const start = () => startServer({ databaseUrl, quotas: { reads } });
  const nodes = await Promise.all(Array.from({ length: NODES }, start));
  expect(await passesAtOnce(nodes, 40)).toBe(7);
  expect(await passesAtOnce(nodes, 6)).toBe(0);
  expect(await passesAtOnce(nodes, 9, BETA)).toBe(7);
});

test('what the operator sets holds on every node once it is answered', async () => {
  const databaseUrl = await freshDatabase();
  const nodes = await Promise.all(Array.from({ length: NODES }, () => startServer({ databaseUrl })));
  expect(await passesAtOnce(nodes, 12)).toBe(12);
  const classes = { reads: { perDay: 2 } };
  await operate(nodes[0] as never, 'PUT', 'quotas', { mode: 'custom', classes });
  expect(await passesAtOnce(nodes.slice(1), 12)).toBe(2);
});

test('the statement counts a day as the server does in memory', async () => {
  const store = await openStore({ databaseUrl: await freshDatabase() });
  const window = { spanMs: 1_000, slotMs: 50 };
  const limit = 12;
  let run = 0;
  /** Times mostly go forward; some are set back. */
  const times = fc.array(fc.integer({ min: -40, max: 120 }), { minLength: 1, maxLength: 60 });
  try {
    await fc.assert(
      fc.asyncProperty(times, async (pauses) => {
        const key = { account_id: ALPHA, class: `run ${run++}` };
        let slots: Slots = [];
        let nowMs = 10_000;
        for (const pause of pauses) {
          nowMs += pause;
          const isWithin = countAt(slots, nowMs, window) < limit;
          if (isWithin) slots = addAt(slots, nowMs, window);
          const day = { limit, nowMs, ...window };
          expect(await countUsage(store.reads, { ...key, bucket: undefined, day })).toBe(isWithin);
        }
        const stored = await findUsage(store.reads, key);
        expect(new Map(JSON.parse(stored?.slots ?? '[]'))).toEqual(new Map(slots));
      }),
      { numRuns: 30 },
    );
  } finally {
    await store.close();
  }
});
