import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/kit/http/addresses.ts';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { deadLetters, webhook } from '../support/targets.ts';

describe('if private targets are not allowed', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0.0.0.0'])(
    'nothing is delivered to %s',
    async (host) => {
      const receiver = await startReceiver();
      const url = `http://${host}:${new URL(receiver.url).port}/`;
      const server = await startServer({ webhooks: [webhook('hook', url)], allowPrivateTargets: false });
      await clientOf(server, ALPHA).createEngagement(engagement());
      await eventually(async () => (await deadLetters(server)).length === 1);
      expect((await deadLetters(server))[0]?.error).toMatch(/^NO_PERMISSIONS: .* private address/);
      expect(receiver.received).toEqual([]);
    },
  );
});

test('a server on a loopback address allows private targets by default', async () => {
  const receiver = await startReceiver();
  const url = receiver.url.replace('127.0.0.1', 'localhost');
  const server = await startServer({ webhooks: [webhook('hook', url)] });
  await clientOf(server, ALPHA).createEngagement(engagement());
  await eventually(() => receiver.received.length === 1);
});

test('a server on any other address does not', async () => {
  const receiver = await startReceiver();
  const server = await startServer({
    host: '0.0.0.0',
    auth: 'off',
    operatorToken: 'secret',
    webhooks: [webhook('hook', receiver.url)],
  });
  const local = { endpoint: server.endpoint.replace('0.0.0.0', '127.0.0.1') };
  await clientOf(local, ALPHA).createEngagement(engagement());
  await eventually(async () => (await deadLetters(local, '', 'secret')).length === 1);
  expect(receiver.received).toEqual([]);
});

describe('an address of the public internet', () => {
  test.each(['93.184.215.14', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '0.0.0.0'],
    ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '192.0.0.192', '224.0.0.1', '255.255.255.255'],
    ...['198.18.0.1', '192.0.2.1', '168.63.129.16', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1'],
    ...[
      'fd00:ec2::254',
      'ff02::1',
      '::ffff:10.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      'x',
      '',
    ],
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
