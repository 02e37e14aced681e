import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seen, startConsole } from './support/console.ts';
import { startPrefixProxy } from './support/prefix-proxy.ts';

// `openPage` fails a test whose page violates the Content-Security-Policy or asks another origin for anything.
test('the documentation is served at /help, light and dark, and everybody can use it', async () => {
  const page = await openPage(await startConsole(), '/help');
  await seen(page.getByRole('heading', { name: 'cosell' }));
  expect(new URL(page.url()).pathname).toBe('/help/');
  await expectAccessible(page);
});

test('a page opens from a link and by its address, also on a telephone', async () => {
  const server = await startConsole();
  const page = await openPage(server, '/help/');
  await page.getByRole('link', { name: 'Operate' }).first().click();
  await seen(page.getByRole('heading', { level: 1 }));
  const narrow = await openPage(server, '/help/operate/deploying#the-audit-log', { width: 390 });
  await seen(narrow.getByRole('heading', { name: /^The audit log/ }));
  expect(await narrow.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await expectAccessible(narrow);
});

/** Searches, and follows the first result to a page that has it. */
const findSecrets = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /Search/ })
    .first()
    .click();
  await page.getByRole('searchbox').fill('secrets key');
  await (await seen(page.getByRole('option').filter({ hasText: /secret/i }))).first().click();
  await seen(page.getByRole('heading', { name: /secret/i }));
};

test('the search finds what a page says, without another server', async () => {
  const page = await openPage(await startConsole(), '/help/');
  await findSecrets(page);
});

test('an address without a page says so', async () => {
  const page = await openPage(await startConsole(), '/help/nothing', { expected: [/404/] });
  await seen(page.getByText('PAGE NOT FOUND'));
});

test('under a prefix that a proxy strips, the console leads to it, its pages to each other, and the search works', async () => {
  const proxy = await startPrefixProxy((await startConsole()).endpoint, '/tools/cosell');
  const console = await openPage(proxy, '/111122223333/Sandbox');
  await console.getByRole('button', { name: 'Settings' }).click();
  const opened = console.context().waitForEvent('page');
  await console.getByRole('menuitem', { name: /^Documentation/ }).click();
  const page = await opened;
  await seen(page.getByRole('heading', { name: 'cosell' }));
  expect(new URL(page.url()).pathname).toBe('/tools/cosell/help/');
  await page.getByRole('link', { name: 'Operate' }).first().click();
  await page.waitForURL('**/tools/cosell/help/operate/');
  // What the first page brought has to lead to the right place from here too.
  await page.getByRole('link', { name: 'Reference' }).first().click();
  await page.waitForURL('**/tools/cosell/help/reference/**');
  await findSecrets(page);
  expect(new URL(page.url()).pathname).toMatch(/^\/tools\/cosell\/help\//);
  await page.reload();
  await seen(page.getByRole('heading', { level: 1 }));
  const lost = await openPage(proxy, '/help/not/here', { expected: [/404/] });
  await seen(lost.getByText('PAGE NOT FOUND'));
});
