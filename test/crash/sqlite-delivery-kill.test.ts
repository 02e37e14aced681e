import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putSubscription } from '../../src/store/repositories/event-subscriptions.ts';
import { eventually, withStore } from '../support/engine.ts';
import { startProgram } from '../support/program.ts';
import { firstComings, type Receiver, startReceiver, status } from '../support/receiver.ts';
import { temporaryFolder } from '../support/server.ts';
import { appendEvents, webhook } from '../support/targets.ts';
import { times } from '../support/thorough.ts';

const EVENTS = times({ usual: 3_000, all: 10_000 });
/** The server is killed when the targets together have received these shares of the events. */
const KILLS = [0.2, 0.6];

test(`${EVENTS} events arrive at 3 targets, in order, though the server is killed`, {
  timeout: 240_000,
}, async () => {
  const folder = await temporaryFolder();
  // One of them fails sometimes.
  const receivers = await Promise.all([
    startReceiver(),
    startReceiver(),
    startReceiver((response, received, count) =>
      status(count % 1_200 === 1_199 ? 503 : 200)(response, received, count),
    ),
  ]);
  const webhooks = receivers.map(({ url }, index) => webhook(`hook-${index}`, url));
  const ids = await withStore(folder, (store) =>
    store.transaction(async (tx) => {
      for (const { name } of webhooks)
        await putSubscription(tx, { account_id: '', id: `webhook/${name}` }, 0);
      return appendEvents(tx, EVENTS);
    }),
  );
  const config = join(await temporaryFolder(), 'config.json');
  await writeFile(config, JSON.stringify({ webhooks }));

  const start = () =>
    startProgram(['serve', '--port', '0', '--data', folder, '--config', config, '--log-level', 'error']);
  const arrived = () => receivers.reduce((sum, { received }) => sum + received.length, 0);
  /** Waits without a limit as long as there is progress. */
  const untilArrived = async (count: number): Promise<void> => {
    while (arrived() < count) {
      const before = arrived();
      await eventually(() => arrived() > before);
    }
  };
  for (const share of KILLS) {
    const program = start();
    await program.ready();
    await untilArrived(share * EVENTS * receivers.length);
    program.child.kill('SIGKILL');
    expect(await program.ended()).toBe('SIGKILL');
  }
  const last = start();
  await last.ready();
  const missing = ({ received }: Receiver): boolean => !received.at(-1)?.body.includes(ids.at(-1) ?? '');
  await untilArrived(EVENTS * receivers.length);
  await eventually(() => !receivers.some(missing));

  for (const receiver of receivers) {
    const came = receiver.ids();
    expect(firstComings(came)).toEqual(ids);
    // Only events in delivery at the kill, and those that the target refused, are repeated.
    expect(came.length).toBeLessThanOrEqual(EVENTS + KILLS.length * 101 + EVENTS / 1_000);
  }
  last.child.kill('SIGTERM');
  expect([await last.ended(), last.stderr]).toEqual([0, '']);
});
