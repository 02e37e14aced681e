import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/engine.ts';
import { startWithStore } from '../support/event-bridge.ts';
import { startReceiver } from '../support/receiver.ts';
import { BETA } from '../support/server.ts';
import { appendEvents, putDestination, putRuleWithTarget } from '../support/targets.ts';

/** Starts a server on loopback that takes every connection and never answers. */
const startSilent = async () => {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, connections: () => connections, open: () => sockets.size };
};

test('1,100 targets of one account that never answer hold up no other account', async () => {
  const silent = await startSilent();
  // How many calls of the one account had begun when the event of the other one arrived.
  let begun: number | undefined;
  const receiver = await startReceiver((response) => {
    begun ??= silent.connections();
    response.end();
  });
  const { transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  await transaction(async (tx) => {
    const hanging = await putDestination(tx, 'hanging', { url: silent.url });
    for (let at = 0; at < 1_100; at++) await putRuleWithTarget(tx, `hanging-${at}`, { Arn: hanging });
    const Arn = await putDestination(tx, 'answers', { url: receiver.url }, undefined, { account: BETA });
    await putRuleWithTarget(tx, 'answers', { Arn }, { account: BETA });
    await appendEvents(tx, 1);
    await appendEvents(tx, 1, BETA);
  });
  await eventually(() => receiver.received.length === 1);
  // The event of the other account is among the first 64, and takes no longer because the others hang.
  expect(begun).toBeLessThan(512);
  // While those hang, the account gets no more than its share of all places.
  await eventually(() => silent.open() >= 64);
  await transaction((tx) => appendEvents(tx, 1, BETA));
  await eventually(() => receiver.received.length === 2);
  expect(silent.open()).toBeLessThanOrEqual(128);
});
