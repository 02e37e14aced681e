import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { ALPHA, clientOf } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { gone, openPage, seeHeading, seen, startConsole } from './support/console.ts';

const home = `/${ALPHA}/Sandbox`;

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** What has the focus, in words. */
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText);

it('keys go to pages, through rows, open one, edit it, and accept an invitation', async () => {
  const server = await startConsole();
  const { invitationId } = await server.refer({ account: ALPHA });
  const id = await createOpportunity(clientOf(server, ALPHA));
  const page = await openPage(server, home);
  await seeHeading(page, 'Home');
  await press(page, 'g', 'o');
  await seeHeading(page, 'Opportunities');
  await seen(page.locator(`a[href$="/opportunities/${id}"]`));
  await press(page, 'j');
  const title = await focused(page);
  // There is one row; the focus stays in it.
  await press(page, 'j', 'k');
  expect(await focused(page)).toBe(title);
  await press(page, 'Enter');
  await page.waitForURL(`**/opportunities/${id}`);
  await seen(page.getByRole('button', { name: 'Edit', exact: true }));
  await press(page, 'e');
  await page.waitForURL(`**/opportunities/${id}/edit`);
  await seen(page.getByRole('button', { name: 'Save changes' }));

  // The second key is not a shortcut of its own: `g a` goes to AWS's page, and accepts nothing.
  await press(page, 'g', 'i');
  await page.locator(`a[href$="/invitations/${invitationId}"]`).first().click();
  const accept = page.getByRole('button', { name: 'Accept', exact: true });
  await seen(accept);
  expect(await accept.getAttribute('aria-keyshortcuts')).toBe('a');
  await press(page, 'g', 'a');
  await seeHeading(page, 'Act as AWS');
  await page.goBack();
  await seen(accept);
  await press(page, 'Control+a', 'Alt+a', 'Shift+A');
  await seen(accept);
  await press(page, 'a');
  await seen(page.getByRole('link', { name: 'Open the opportunity' }));
});

it('all are listed at ?, do nothing in a field or behind a dialog, and are turned off for this browser', async () => {
  const server = await startConsole();
  const page = await openPage(server, `${home}/opportunities`);
  await seeHeading(page, 'Opportunities');
  await press(page, '?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await seen(dialog.getByText('Create opportunity'));
  await seen(dialog.getByText('Act as AWS'));
  await expectAccessible(page);
  await press(page, 'n', 'g', 'h');
  await press(page, 'Escape');
  await gone(dialog);
  expect(new URL(page.url()).pathname).toBe(`${home}/opportunities`);

  // What is typed is text.
  await press(page, '/');
  await page.keyboard.type('gn?');
  expect(await page.getByRole('combobox', { name: /^Search ids/ }).inputValue()).toBe('gn?');
  expect(await dialog.count()).toBe(0);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await dialog.getByRole('checkbox', { name: 'Use shortcuts' }).uncheck();
  await press(page, 'Escape');
  await gone(dialog);
  await page.reload();
  await seeHeading(page, 'Opportunities');
  await press(page, '?', 'n', 'g', 'h', '/');
  // Were they on, the focus would be in the search now.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  expect(new URL(page.url()).pathname).toBe(`${home}/opportunities`);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await dialog.getByRole('checkbox', { name: 'Use shortcuts' }).check();
  await press(page, 'Escape');
  await gone(dialog);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press(page, 'n');
  await page.waitForURL('**/opportunities/create');
  await seen(page.getByText('Create an opportunity').first());
});
