import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { balance } from '../support/balancer.ts';
import { eventuallyWithin, seededRandom } from '../support/chaos.ts';
import { invite } from '../support/data.ts';
import { followFeed } from '../support/feed-reader.ts';
import { CURRENT, type FleetNode, startNode } from '../support/fleet.ts';
import { checkInvariants, describeInvariants, readFinalFeed } from '../support/invariants.ts';
import { startLoad } from '../support/load.ts';
import { operate } from '../support/operator.ts';
import { checkFeeds, checkTold } from '../support/outside-view.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { firstComings, startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, errorOf, temporaryFolder } from '../support/server.ts';
import { shiftedClock } from '../support/shifted-clock.ts';
import { webhook } from '../support/targets.ts';
import { times } from '../support/thorough.ts';

const APART_MS = 30_000;
const AN_HOUR_MS = 3_600_000;
/**
 * Longer than the leases of targets (15 s), of jobs (10 s) and of a transaction (10 s), which only real time ends. Ten minutes are longer
 * than the claim of the retention too (2 min), whose end another test moves: `COSELL_THOROUGH=true` waits for them.
 */
const FROZEN_MS = times({ usual: 20_000, all: 600_000 });
/** Answered calls in each part. */
const PART = 80;
const LIMIT = 180_000;

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

test('nodes whose clocks are apart, are set back, or stand still lose nothing and do nothing twice', {
  timeout: 900_000 + FROZEN_MS,
}, async () => {
  const databaseUrl = await freshDatabase();
  const receiver = await startReceiver();
  const config = join(await temporaryFolder(), 'config.json');
  await writeFile(config, JSON.stringify({ webhooks: [webhook('hook', receiver.url)] }));
  const clocks = [await shiftedClock(0), await shiftedClock(-APART_MS)] as const;
  const start = (name: string, { env }: { env: Readonly<Record<string, string>> }) =>
    startNode(name, databaseUrl, CURRENT, { args: ['--config', config], env });
  const [ahead, behind] = [start('ahead', clocks[0]), start('behind', clocks[1])];
  const nodes: FleetNode[] = [ahead, behind];
  await Promise.all(nodes.map((node) => node.up()));
  const at = ({ endpoint = '' }: FleetNode) => ({ endpoint });

  const over = new AbortController();
  const balancer = balance(() => nodes, over.signal);
  const load = startLoad({
    ...{ balancer, random: seededRandom(13), pause: 100, signal: over.signal },
    refer: (account) => operate(at(ahead), 'POST', 'referrals', { account }),
  });
  const reader = followFeed(balancer, '', over.signal);
  onTestFinished(async () => {
    over.abort();
    await load.finish().catch(() => {});
    balancer.close();
  });
  const until = (what: string, isSo: () => boolean | Promise<boolean>) =>
    eventuallyWithin(LIMIT, what, over.signal, isSo);
  const workOn = async (what: string) => {
    const before = balancer.answered;
    for (const node of nodes) if (!node.isFrozen) await invite(clientOf(at(node), ALPHA), BETA);
    await until(`calls while ${what}`, () => balancer.answered >= before + PART);
  };
  const listAs = (node: FleetNode, { accessKeyId, secretAccessKey, sessionToken }: Credentials) =>
    new PartnerCentralSelling({
      ...at(node),
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      maxAttempts: 1,
    }).listEngagements({ Catalog: 'Sandbox' });

  const session = await operate<Credentials>(at(ahead), 'POST', 'sessions', {
    account: ALPHA,
    seconds: 10_800,
  });
  await workOn('the clocks are 30 seconds apart');
  for (const node of nodes) await listAs(node, session);

  await clocks[0].shift(-AN_HOUR_MS);
  ahead.noteClock();
  await workOn('one clock was set back an hour');
  for (const node of nodes) await listAs(node, session);

  behind.freeze();
  const delivered = receiver.received.length;
  const frozen = sleep(FROZEN_MS);
  await workOn('a node stands still');
  await frozen;
  await until('deliveries by the other node', () => receiver.received.length > delivered);
  behind.thaw();
  await workOn('the node goes on');

  await load.finish();
  const count = async (statement: string): Promise<number> =>
    Number((await administer(databaseUrl, `select count(*) from ${statement}`))[0]?.count);
  await until('the end of all tasks', async () => (await count("tasks where status = 'IN_PROGRESS'")) === 0);
  expect(await count("engagement_invitations where status = 'PENDING'")).toBeGreaterThan(3);
  await operate(at(ahead), 'POST', 'clock/advance', { by: '16d' });
  await until(
    'the expiry of every invitation',
    async () => (await count("engagement_invitations where status = 'PENDING'")) === 0,
  );
  for (const node of nodes) expect((await errorOf(listAs(node, session))).name).toBe('ExpiredTokenException');

  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const feed = (await readFinalFeed(store.reads)).map(({ id }) => id);
  await until('the last delivery', () => new Set(receiver.ids()).size >= feed.length);
  await until('the end of the feed', () => reader.events.length >= feed.length);
  over.abort();
  await reader.ended;
  expect(firstComings(receiver.ids())).toEqual(feed);
  expect(await Promise.all(nodes.map((node) => node.stop()))).toEqual([0, 0]);

  const invariants = [
    ...(await checkInvariants(store.reads)),
    ...(await checkTold(store.reads, load.told)),
    ...(await checkFeeds(store.reads, { '': reader })),
  ];
  const ids = receiver.ids();
  console.log(
    [
      describeInvariants(invariants),
      `${ids.length - feed.length} of ${ids.length} deliveries were repetitions`,
    ].join('\n'),
  );
  expect(nodes.flatMap((node) => node.surprises)).toEqual([]);
  expect(load.told.surprises).toEqual([]);
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
});
