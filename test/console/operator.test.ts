import { expect, it } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, clientOf, errorOf } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const home = `/${ALPHA}/Sandbox`;

it('time stands still and goes on, and the top bar says so', async () => {
  const server = await startConsole();
  const page = await openPage(server, `${home}/operator/clock`);
  await page.getByRole('button', { name: 'Freeze' }).click();
  await seen(page.getByRole('button', { name: /^Clock stands at/ }));
  await page.getByRole('button', { name: '+15d' }).click();
  await seen(page.getByText('14 d', { exact: false }).or(page.getByText('15 d', { exact: false })));
  expect((await server.clock.get()).frozen).toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Resume' }).click();
  await seen(page.getByRole('button', { name: /^Clock moved/ }));
  await page.getByRole('textbox', { name: 'By' }).fill('soon');
  await page.getByRole('button', { name: 'Advance', exact: true }).click();
  await seen(page.getByText('has to be a duration such as', { exact: false }));
});

it('a fault is added with a form made from the API’s own description, and happens', async () => {
  const server = await startConsole();
  const page = await openPage(server, `${home}/operator/faults`);
  await seen(page.getByText('Nothing will fail.'));
  await page.getByRole('button', { name: 'Add a fault' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add a fault' }).click();
  await seen(dialog.getByRole('alert').or(dialog.getByText('exactly one', { exact: false })));
  await dialog.getByRole('textbox', { name: 'Operation – optional' }).fill('CreateOpportunity');
  await dialog.getByRole('button', { name: /^Exception/ }).click();
  await page.getByRole('option', { name: 'ThrottlingException' }).click();
  await dialog.getByRole('button', { name: 'Add a fault' }).click();
  await seen(page.getByRole('row').filter({ hasText: 'Throws ThrottlingException' }));
  await expectAccessible(page);
  const refused = await errorOf(clientOf(server, ALPHA).createOpportunity(opportunity()));
  expect(refused.name).toBe('ThrottlingException');
  // It was for one call.
  await seen(page.getByText('Nothing will fail.'));
});

it('the state is saved, and restored after it was deleted', async () => {
  const server = await startConsole();
  const client = clientOf(server, ALPHA);
  await client.createOpportunity(opportunity());
  const page = await openPage(server, `${home}/operator/state`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(page.getByText('State 1'));
  await page.getByRole('button', { name: 'Delete everything of everybody' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await seen(page.getByText('It is deleted.'));
  expect((await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries).toEqual([]);
  await page.getByRole('button', { name: 'Restore State 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  await seen(page.getByText('The state is restored.'));
  expect((await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries).toHaveLength(1);
});

it.each([
  ['operator/aws', 'Act as AWS'],
  ['operator/reviews', 'Review policy'],
  ['operator/accounts', 'Accounts and keys'],
  ['operator/quotas', 'Quotas'],
  ['operator/health', 'Health and targets'],
  ['events/dead-letters', 'Dead letters'],
])('everybody can use %s', async (path, heading) => {
  const server = await startConsole();
  await server.accounts.put({ id: ALPHA, companyName: 'Alpha' });
  const page = await openPage(server, `${home}/${path}`);
  await seeHeading(page, heading);
  await expectAccessible(page);
});

it('everybody can use the API reference, with an action opened and its form', async () => {
  const server = await startConsole();
  const page = await openPage(server, `${home}/docs`);
  await seeHeading(page, 'API reference');
  // All actions are made alike, so one is looked at for all of them.
  await page.getByRole('searchbox', { name: 'Find a route' }).fill('/_cosell/deliveries');
  await page.getByRole('button', { name: /GET/ }).click();
  await seen(page.getByRole('table').first());
  await page.getByRole('button', { name: /^Try it: / }).click();
  await seen(page.getByRole('button', { name: 'Send' }));
  await expectAccessible(page);
});
