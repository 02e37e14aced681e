import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { move } from '../../src/server/move.ts';
import type { StoreLocation } from '../../src/store/index.ts';
import { openStore } from '../../src/store/index.ts';
import { cases, filters, snapshotOf } from '../operations/isolation-cases.ts';
import { DAY, movableClock } from '../support/clock.ts';
import { opportunity, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { apiKey, eventBridgeOf } from '../support/event-bridge.ts';
import { checkInvariants } from '../support/invariants.ts';
import { manualJobs } from '../support/manual-jobs.ts';
import { collect, listCalls } from '../support/pages.ts';
import { freshDatabase } from '../support/postgres.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, AWS, BETA, clientOf, readFeed, temporaryFolder } from '../support/server.ts';
import { exported, start } from '../support/stored-secrets.ts';
import { buildWorld, type World } from '../support/world.ts';

/** A server with the secrets key of the tests, which a move does not carry to PostgreSQL. */
const startAt = (location: StoreLocation, parts: Parameters<typeof start>[2] = {}) =>
  start(location, undefined, parts);

/** A server that runs no jobs, so that its state does not change. */
const startStill = (location: StoreLocation) =>
  startAt(location, { createJobs: manualJobs().createJobs, taskWait: 0 });

const newFolder = async (): Promise<StoreLocation> => ({ folder: join(await temporaryFolder(), 'data') });
const newDatabase = async (): Promise<StoreLocation> => ({ databaseUrl: await freshDatabase() });

const Catalog = 'Sandbox';
const TOKEN = 'a-token-of-before';

/** The responses of all Get and List operations for each account, and the feeds. */
const look = async (server: { endpoint: string }, world: World) => {
  const seen: Record<string, unknown> = {};
  for (const account of [ALPHA, BETA, AWS]) {
    for (const [operation, form, pick, body] of [...cases, ...filters]) {
      if (!/^(Get|List)/.test(operation)) continue;
      const isSnapshot = operation === 'GetResourceSnapshot';
      const given = isSnapshot ? snapshotOf(world.engagement, world.opportunity) : body(pick(world));
      const answer = await callRaw(server, account, operation, { Catalog, ...given });
      seen[`${account} ${operation} by ${form}`] = { status: answer.status, body: answer.body };
    }
    for (const [name, list] of Object.entries(listCalls(clientOf(server, account), world.engagement))) {
      seen[`${account} ${name}`] = await collect(list, 3).catch((error: Error) => error.name);
    }
    seen[`${account} feed`] = await readFeed(server, account);
  }
  return seen;
};

/** Creates a full state with a queued task, a page token and the position of a feed reader. */
const fill = async (location: StoreLocation) => {
  const first = await startAt(location, {
    accounts: [
      { account_id: ALPHA, company_name: 'Alpha Änderung 𝛼', website_url: '', opportunity_owner: '' },
    ],
  });
  const world = await buildWorld(first);
  await first.close();
  const second = await startStill(location);
  const client = clientOf(second, ALPHA);
  await client.createOpportunity(opportunity());
  const { invitationId } = await refer(client);
  const request = { Catalog, ClientToken: TOKEN, Identifier: invitationId };
  const { TaskId } = await client.startEngagementByAcceptingInvitationTask(request);
  const { NextToken } = await client.listOpportunities({ Catalog, MaxResults: 1 });
  const before = {
    world,
    seen: await look(second, world),
    task: { request, TaskId },
    NextToken,
    rest: (await client.listOpportunities({ Catalog, NextToken })).OpportunitySummaries,
    next: await endOfFeed(second),
    feed: await readFeed(second),
  };
  await second.close();
  return before;
};

const endOfFeed = async (server: { endpoint: string }): Promise<string> => {
  const answer = await fetch(`${server.endpoint}/_cosell/events?limit=1000`);
  return ((await answer.json()) as { next: string }).next;
};

const eventsAfter = async (server: { endpoint: string }, after: string) => {
  const answer = await fetch(`${server.endpoint}/_cosell/events?limit=1000&after=${after}`);
  return ((await answer.json()) as { events: Awaited<ReturnType<typeof readFeed>> }).events;
};

describe.each([
  ['a folder to PostgreSQL', newFolder, newDatabase],
  ['PostgreSQL to a folder', newDatabase, newFolder],
])('a move from %s', (_name, newSource, newTarget) => {
  test('keeps what every account sees, and everything continues', async () => {
    const [from, to] = [await newSource(), await newTarget()];
    const before = await fill(from);
    const moved = await move(from, to);
    expect(moved).toMatchObject({ tasks: 1, invitations: 4 });
    const events = moved.tables.find(({ table }) => table === 'events');
    expect(events).toMatchObject({ rows: before.feed.length, checksum: expect.stringMatching(/^\w{64}$/) });

    const still = await startStill(to);
    expect(await look(still, before.world)).toEqual(before.seen);
    expect(await endOfFeed(still)).toBe(before.next);
    const reader = clientOf(still, ALPHA);
    const rest = await reader.listOpportunities({ Catalog, NextToken: before.NextToken });
    expect(rest.OpportunitySummaries).toEqual(before.rest);
    const again = await reader.startEngagementByAcceptingInvitationTask(before.task.request);
    expect(again).toMatchObject({ TaskId: before.task.TaskId, TaskStatus: 'IN_PROGRESS' });
    await still.close();

    const clock = movableClock();
    const running = await startAt(to, { clock });
    const client = clientOf(running, ALPHA);
    // No new request is needed: the job moved with its task.
    const task = await eventually(async () => {
      const { TaskSummaries = [] } = await client.listEngagementByAcceptingInvitationTasks({
        Catalog,
        TaskIdentifier: [before.task.TaskId ?? ''],
        TaskStatus: ['COMPLETE'],
      });
      return TaskSummaries[0];
    });
    expect(task.TaskId).toBe(before.task.TaskId);

    clock.advance(16 * DAY);
    const expired = await eventually(async () => {
      const ends = (await eventsAfter(running, before.next)).filter(
        (event) => event['detail-type'] === 'Engagement Invitation Expired',
      );
      return ends.length >= 6 ? ends : undefined;
    });
    // Three pending invitations, one event each for sender and receiver.
    expect(new Set(expired.map((event) => `${event.account} ${event.resources[0]}`)).size).toBe(6);
    expect(expired).toHaveLength(6);

    const feed = await readFeed(running);
    expect(feed.slice(0, before.feed.length)).toEqual(before.feed);
    expect(feed.slice(before.feed.length)).toEqual(await eventsAfter(running, before.next));
    await running.close();
    const store = await openStore(to);
    onTestFinished(() => store.close());
    for (const { name, violations } of await checkInvariants(store.reads)) {
      expect(violations, name).toEqual([]);
    }
  });

  test('keeps client tokens, so that a repeated request gets the earlier response', async () => {
    const [from, to] = [await newSource(), await newTarget()];
    const request = opportunity({ ClientToken: TOKEN });
    const first = await startAt(from);
    const { Id } = await clientOf(first, ALPHA).createOpportunity(request);
    await first.close();
    await move(from, to);
    const second = await startAt(to);
    const client = clientOf(second, ALPHA);
    expect((await client.createOpportunity(request)).Id).toBe(Id);
    expect((await client.listOpportunities({ Catalog })).OpportunitySummaries).toHaveLength(1);
    // The counter continues after the moved events.
    const events = await endOfFeed(second);
    await client.createOpportunity(opportunity());
    expect(Number(await endOfFeed(second))).toBeGreaterThan(Number(events));
  });

  test('keeps secrets encrypted, and tells which key they need', async () => {
    const [from, to] = [await newSource(), await newTarget()];
    const first = await startAt(from);
    await eventBridgeOf(first).createConnection({ Name: 'one', ...apiKey });
    await first.close();
    const { secretsKeys } = await move(from, to);
    const ids = [expect.stringMatching(/^[0-9a-f]{12}$/)];
    expect(secretsKeys).toEqual({ ids, missing: ids, file: undefined });
    await expect(start(to, [])).rejects.toThrow(`encrypted with the secrets key ${secretsKeys.ids[0]}`);
    expect(await exported(await startAt(to))).toEqual([apiKey.AuthParameters]);
  });

  test('is rejected if a server was started on the target, and changes neither database', async () => {
    const [from, to] = [await newSource(), await newTarget()];
    const before = await fill(from);
    const other = await startAt(to);
    await clientOf(other, BETA).createOpportunity(opportunity());
    const feed = await readFeed(other);
    await other.close();
    await expect(move(from, to)).rejects.toThrow(/is not empty \(meta, .*opportunities.*nothing was moved/);
    const [source, target] = [await startStill(from), await startStill(to)];
    expect(await look(source, before.world)).toEqual(before.seen);
    expect(await readFeed(target)).toEqual(feed);
  });

  test('is rejected while a server uses the source', async () => {
    const [from, to] = [await newSource(), await newTarget()];
    const server = await startAt(from);
    await expect(move(from, to)).rejects.toThrow(/cosell server .*(uses the data folder|is connected to)/);
    await server.close();
    expect((await move(from, to)).tables.length).toBeGreaterThan(10);
  });

  test('moves more rows than one batch', async () => {
    const [from, to] = [await newSource(), await newTarget()];
    const store = await openStore(from);
    const keys = Array.from({ length: 450 }, (_, index) => `key ${index} ä𝛼\u{e000}`.slice(index % 5));
    await store.transaction(async (tx) => {
      for (const [index, tag_key] of keys.entries()) {
        await tx
          .insertInto('tags')
          .values({ resource_arn: `arn ${index % 7}`, tag_key: `${tag_key}${index}`, tag_value: `${index}` })
          .execute();
      }
    });
    await store.close();
    const { tables } = await move(from, to);
    expect(tables.find(({ table }) => table === 'tags')?.rows).toBe(450);
    const copy = await openStore(to);
    onTestFinished(() => copy.close());
    const values = await copy.reads.selectFrom('tags').select('tag_value').execute();
    expect(new Set(values.map(({ tag_value }) => tag_value)).size).toBe(450);
  });
});

test('a moved database can be moved back, to the same bytes', async () => {
  const [folder, database, back] = [await newFolder(), await newDatabase(), await newFolder()];
  const server = await startAt(folder);
  const world = await buildWorld(server);
  await runAcceptTask(clientOf(server, ALPHA), world.pendingInvitation);
  await server.close();
  const there = await move(folder, database);
  expect(await move(database, back)).toEqual(there);
});

test('a move from a folder to PostgreSQL names the file with the secrets key', async () => {
  const [from, to] = [await newFolder(), await newDatabase()];
  await (await start(from, [])).close();
  const file = 'folder' in Object(from) ? join((from as { folder: string }).folder, 'secrets.key') : '';
  const { secretsKeys } = await move(from, to);
  expect(secretsKeys).toMatchObject({ missing: secretsKeys.ids, file });
  await start(to, [(await readFile(file, 'utf8')).trim()]);
});
