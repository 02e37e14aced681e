import { expect, it } from 'vitest';
import type { Cosell } from '../../src/index.ts';
import { engagement } from '../support/data.ts';
import { apiKey, EventPattern, eventBridgeOf, roleArn } from '../support/event-bridge.ts';
import { startReceiver, status } from '../support/receiver.ts';
import { ALPHA, clientOf } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const home = `/${ALPHA}/Sandbox`;

/** Makes a rule with one target, an API destination that is called once per event. */
const ruleTo = async (server: Cosell, Name: string, InvocationEndpoint: string): Promise<void> => {
  const client = eventBridgeOf(server);
  const { ConnectionArn = '' } = await client.createConnection({ Name, ...apiKey });
  const destination = { Name, ConnectionArn, InvocationEndpoint, HttpMethod: 'POST' as const };
  const { ApiDestinationArn = '' } = await client.createApiDestination(destination);
  await client.putRule({ Name, EventPattern });
  const target = { Id: 'crm', Arn: ApiDestinationArn, RoleArn: roleArn() };
  await client.putTargets({
    Rule: Name,
    Targets: [{ ...target, RetryPolicy: { MaximumRetryAttempts: 0 } }],
  });
};

it('an event that a target refused is seen at once, delivered again, and its event says where it went', async () => {
  let code = 503;
  const receiver = await startReceiver((...given) => status(code)(...given));
  const server = await startConsole();
  await ruleTo(server, 'to-crm', receiver.url);
  const page = await openPage(server, `${home}/events/rules/to-crm`);
  await seen(page.getByText('Nothing was delivered since', { exact: false }));
  await clientOf(server, ALPHA).createEngagement(engagement());
  const dead = page.getByRole('row').filter({ hasText: 'Given up: a dead letter' });
  await seen(dead.getByText('The target answered with status 503.'));
  await expectAccessible(page);

  code = 204;
  await dead.getByRole('button', { name: 'Deliver again: Engagement Created to rule/to-crm/crm' }).click();
  const delivered = page.getByRole('row').filter({ hasText: 'Delivered' });
  await seen(delivered.getByText('HTTP 204', { exact: false }));
  expect(receiver.received).toHaveLength(2);

  await page.goto(`${server.endpoint}${home}/events`);
  await page.getByRole('button', { name: 'Engagement Created' }).click();
  const dialog = page.getByRole('dialog');
  await seen(dialog.getByRole('heading', { name: 'Where it went' }));
  await seen(dialog.getByText('Given up: a dead letter'));
  await seen(dialog.getByText('1, sent again'));
  await expectAccessible(page);

  await page.goto(`${server.endpoint}${home}/events/deliveries`);
  await seeHeading(page, 'Deliveries');
  await seen(page.getByRole('row').filter({ hasText: 'Delivered' }));
  await expectAccessible(page);
});

it('a server that keeps no deliveries says how to keep them', async () => {
  const server = await startConsole({ deliveries: 0 });
  const page = await openPage(server, `${home}/events/deliveries`);
  await seen(page.getByText('--deliveries 1000', { exact: false }));
});
