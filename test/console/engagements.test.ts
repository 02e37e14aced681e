import { expect, it } from 'vitest';
import { engagement, opportunityInvitation } from '../support/data.ts';
import { ALPHA, BETA, clientOf } from '../support/server.ts';
import { GAMMA, nameJobRole, readyOpportunity } from '../support/sharing.ts';
import { change } from '../support/update.ts';
import { expectAccessible } from './support/accessible.ts';
import { gone, openPage, seeHeading, seen, startConsole } from './support/console.ts';

it('both members see the engagement, and what changed in a shared opportunity, in two windows', async () => {
  const server = await startConsole({
    accounts: [
      { id: ALPHA, companyName: 'Alpha Analytics' },
      { id: BETA, companyName: 'Beta Builders' },
    ],
  });
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  await nameJobRole(alpha);
  const opportunityId = await readyOpportunity(alpha);
  const { Id: id = '' } = await alpha.createEngagement(engagement('Warehouse together'));
  const path = (account: string, tab: string) => `/${account}/Sandbox/engagements/${id}?tab=${tab}`;

  // Alpha shares its opportunity, and Beta joins meanwhile.
  const mine = await openPage(server, path(ALPHA, 'snapshots'));
  await seen(mine.getByText('Nothing is shared yet'));
  await mine.getByRole('button', { name: 'Share an opportunity' }).click();
  await mine.getByRole('button', { name: 'Opportunity Choose' }).click();
  await mine.getByRole('option', { name: opportunityId, exact: false }).click();
  await mine.getByRole('button', { name: 'Share an opportunity' }).last().click();
  await seen(mine.getByRole('heading', { name: `Snapshots of ${opportunityId}` }));
  await seen(mine.getByText('Running'));
  const invitation = await alpha.createEngagementInvitation(opportunityInvitation(id, BETA));
  await beta.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitation.Id });
  await mine.getByRole('tab', { name: 'Members' }).click();
  await seen(mine.getByRole('table').getByText('Beta Builders'));

  // What Alpha changes appears in Beta's window by itself.
  const theirs = await openPage(server, path(BETA, 'snapshots'));
  await seeHeading(theirs, 'Warehouse together');
  await seen(theirs.getByText('1 (latest)'));
  await change(alpha, opportunityId, (current) => ({
    LifeCycle: { ...current.LifeCycle, NextSteps: 'Proof of concept on site' },
  }));
  const changes = theirs.getByRole('table', { name: 'Changes from revision 1 to 2' });
  const row = changes.getByRole('row', { name: /Next steps/ });
  await seen(row);
  expect(await row.locator('del').innerText()).toBe('Meet');
  expect(await row.locator('ins').innerText()).toBe('Proof of concept on site');
  expect(await changes.getByRole('row').count()).toBe(2);
  await expectAccessible(theirs);

  await theirs.getByRole('tab', { name: 'Overview' }).click();
  const happened = theirs.getByRole('list', { name: 'What happened' });
  await seen(happened.getByText(`Shared ${opportunityId}, revision 2`, { exact: false }));
  // Each once, the newest first.
  expect(await happened.getByText('Alpha Analytics invited you', { exact: false }).count()).toBe(0);
  expect(await happened.getByText('You were invited', { exact: false }).count()).toBe(1);
  expect(await happened.getByRole('listitem').first().innerText()).toContain('revision 2');
  await expectAccessible(theirs);
}, 120_000);

it('a context is added and changed with a form, whose faults stand at their fields', async () => {
  const server = await startConsole();
  const { Id: id = '' } = await clientOf(server, ALPHA).createEngagement(engagement('Plans'));
  const page = await openPage(server, `/${ALPHA}/Sandbox/engagements/${id}?tab=contexts`);
  await seen(page.getByText('Nothing yet.', { exact: false }));
  await page.getByRole('button', { name: 'Add a context' }).click();
  await page.getByRole('menuitem', { name: 'Customer project' }).click();
  await page.getByLabel('Project', { exact: true }).fill('Move the shop');
  await page.getByLabel('Business problem').fill('Too slow');
  await page.getByLabel('Company').fill('Example Corp');
  await page.getByLabel('Website').fill('https://example.com');
  await page.getByLabel('Target completion').fill('2099/01/31');
  for (const [field, value] of [
    ['Industry', 'Retail'],
    ['Country', 'US'],
  ] as const) {
    await page.getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: value, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Add a context' }).last().click();
  await seen(page.getByText('Business problem must be 20 to 2000 characters', { exact: false }));
  expect(await page.getByLabel('Company').inputValue()).toBe('Example Corp');
  await expectAccessible(page);
  await page.getByLabel('Business problem').fill('The shop is too slow at the end of the year.');
  await page.getByRole('button', { name: 'Add a context' }).last().click();
  await seen(page.getByText('Context 1'));
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Project', { exact: true }).fill('Move the whole shop');
  await page.getByRole('button', { name: 'Save' }).click();
  await gone(page.getByRole('button', { name: 'Save' }));
  await seen(page.getByText('Move the whole shop'));
}, 120_000);

it('an engagement of others is not there, and nothing of it stays after a switch of the account', async () => {
  const server = await startConsole();
  const { Id: id = '' } = await clientOf(server, ALPHA).createEngagement(engagement('Secret plans'));
  const page = await openPage(server, `/${ALPHA}/Sandbox/engagements`);
  await page.getByRole('link', { name: 'Secret plans' }).click();
  await seeHeading(page, 'Secret plans');
  // By the history of the page itself, so that what was read before is still in its memory.
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/${GAMMA}/Sandbox/engagements/${id}`);
  await seen(page.getByText(`There is no ${id} that this account can see`));
  expect(await page.getByText('Secret plans').count()).toBe(0);
});
