import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { putSubscription } from '../../src/store/repositories/event-subscriptions.ts';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readStream, type StreamReader } from '../support/event-stream.ts';
import { freshDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { firstComings, startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, readFeed, temporaryFolder } from '../support/server.ts';
import { appendEvents, webhook } from '../support/targets.ts';

const TARGETS = 4;
/** Events per part of the test and account. */
const PART = 200;

test('with two nodes each target receives all events in order, even if one is killed and the other one stops', {
  timeout: 240_000,
}, async () => {
  const databaseUrl = await freshDatabase();
  const receivers = await Promise.all(Array.from({ length: TARGETS }, () => startReceiver()));
  const webhooks = receivers.map(({ url }, index) => webhook(`hook-${index}`, url));
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  await store.transaction(async (tx) => {
    for (const { name } of webhooks) await putSubscription(tx, { account_id: '', id: `webhook/${name}` }, 0);
  });
  const config = join(await temporaryFolder(), 'config.json');
  await writeFile(config, JSON.stringify({ webhooks }));

  const start = async () => {
    const flags = ['--port', '0', '--database-url', databaseUrl, '--config', config, '--log-level', 'error'];
    const program = startProgram(['serve', ...flags]);
    return { program, endpoint: await program.ready() };
  };
  /** Runs many concurrent transactions, which commit in a different order than they began. */
  const append = () =>
    Promise.all(
      Array.from({ length: PART / 5 }, (_, index) =>
        store.transaction((tx) => appendEvents(tx, 10, index % 2 ? ALPHA : BETA)),
      ),
    );
  const arrived = () => Math.min(...receivers.map((receiver) => new Set(receiver.ids()).size));

  const [first, second] = await Promise.all([start(), start()]);
  const [ofFirst, ofSecond] = await Promise.all([
    readStream(first, 'after=0'),
    readStream(second, 'after=0'),
  ]);
  await append();
  await eventually(() => arrived() > PART / 2);
  first.program.child.kill('SIGKILL');
  await first.program.ended();
  await append();

  const third = await start();
  const resumed = await readStream(third, '', { 'last-event-id': ofFirst.messages.at(-1)?.id ?? '0' });
  // The killed node's deliveries continue once its leases expire.
  while (arrived() < PART * 2) {
    const before = arrived();
    await eventually(() => eventually(() => arrived() > before).catch(() => undefined));
  }
  await append();
  await clientOf(third, ALPHA).createEngagement(engagement());
  await eventually(() => arrived() > PART * 2);
  // The stream of a stopped node has sent all events delivered until then; its reader continues on another node.
  second.program.child.kill('SIGTERM');
  expect([await second.program.ended(), second.program.stderr]).toEqual([0, '']);
  expect(await ofSecond.ended).toBe(true);
  const continued = await readStream(third, `after=${ofSecond.messages.at(-1)?.id ?? '0'}`);

  const feed = (await readFeed(third)).map(({ id }) => id);
  expect(feed.length).toBe(PART * 6 + 1);
  await eventually(() => arrived() >= feed.length);
  for (const receiver of receivers) expect(firstComings(receiver.ids())).toEqual(feed);

  const idsOf = (...readers: StreamReader[]) =>
    readers.flatMap((reader) => reader.envelopes()).map(({ id }) => id);
  await eventually(() => idsOf(ofFirst, resumed).length >= feed.length);
  await eventually(() => idsOf(ofSecond, continued).length >= feed.length);
  expect(idsOf(ofFirst, resumed)).toEqual(feed);
  expect(idsOf(ofSecond, continued)).toEqual(feed);
});
