import { expect, it } from 'vitest';
import { ALPHA, clientOf } from '../support/server.ts';
import { associateSolution } from '../support/sharing.ts';
import { getOpportunity } from '../support/update.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const home = `/${ALPHA}/Sandbox`;

it('both sides play the whole story, from AWS’s referral to the launch', async () => {
  const server = await startConsole();
  // Two windows: AWS's people in one, the partner in the other.
  const aws = await openPage(server, `${home}/operator/aws`);
  const partner = await openPage(server, `${home}/invitations`);
  await seen(partner.getByText('Nobody has invited this account', { exact: false }));
  await aws.getByRole('button', { name: 'Refer an example opportunity' }).click();

  await partner.locator('a[href*="/invitations/engi-"]').first().click();
  await partner.getByRole('button', { name: 'Accept', exact: true }).click();
  await partner.getByRole('link', { name: 'Open the opportunity' }).click();
  await seen(partner.getByRole('button', { name: 'Move to Technical Validation' }));
  const id = partner.url().split('/').at(-1)?.split('?')[0] ?? '';

  // AWS's window shows the opportunity without a reload, and changes its own side of it.
  await aws.getByRole('button', { name: `Act on ${id}` }).click();
  await aws.getByRole('menuitem', { name: 'Change AWS’s side' }).click();
  const dialog = aws.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: 'Life cycle – optional' })
    .fill('{"Stage":"Engaged","NextSteps":"Call on Monday"}');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await seen(aws.getByText(`AWS has changed ${id}.`));
  await partner.getByRole('tab', { name: 'AWS’s side' }).click();
  await seen(partner.getByText('Call on Monday'));

  // AWS’s example names no solution, which the later stages need.
  await associateSolution(clientOf(server, ALPHA), id);
  for (const stage of ['Technical Validation', 'Business Validation', 'Committed']) {
    await partner.getByRole('button', { name: `Move to ${stage}` }).click();
    await seen(partner.getByText(`is now in ${stage}.`, { exact: false }));
  }
  await partner.getByRole('button', { name: 'Move to Launched' }).click();
  await partner
    .getByRole('dialog')
    .getByRole('button', { name: /Launch|Move/ })
    .click();
  await seen(partner.getByText('is now in Launched.', { exact: false }));
  expect((await getOpportunity(clientOf(server, ALPHA), id)).LifeCycle?.Stage).toBe('Launched');
  await seen(aws.getByText('Launched'));
});

it('search finds it by a part of its title from everywhere, by keyboard', async () => {
  const server = await startConsole();
  const { opportunityId = '', invitationId } = await server.refer({ account: ALPHA });
  const page = await openPage(server, `${home}/operator/clock`);
  await seeHeading(page, 'Clock');
  await page.keyboard.press('/');
  await page.keyboard.type(invitationId.slice(0, 9));
  await seen(page.getByRole('option').filter({ hasText: invitationId }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/invitations/${invitationId}`);
  expect(opportunityId).not.toBe('');
});
