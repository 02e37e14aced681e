import { expect, test } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seen, startConsole } from './support/console.ts';

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

test('the search finds what a page says, without another server', async () => {
  const page = await openPage(await startConsole(), '/help/');
  await page
    .getByRole('button', { name: /Search/ })
    .first()
    .click();
  await page.getByRole('searchbox').fill('secrets key');
  await (await seen(page.getByRole('option').filter({ hasText: /secret/i }))).first().click();
  await seen(page.getByRole('heading', { name: /secret/i }));
});

test('an address without a page says so', async () => {
  const page = await openPage(await startConsole(), '/help/nothing', { expected: [/404/] });
  await seen(page.getByText('PAGE NOT FOUND'));
});
