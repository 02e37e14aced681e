import { expect, it } from 'vitest';
import { ALPHA } from '../support/server.ts';
import { startStrictServer } from '../support/strict.ts';
import { openPage, seeHeading, seen } from './support/console.ts';

/** The browser of the tests takes it for this machine, but not for a loopback name. */
const HOST = 'cosell.example';

it('without HTTPS from another machine, one signs in, accepts, creates, and is told what the browser does not allow', async () => {
  const server = await startStrictServer({ console: true, allowedHosts: [HOST] });
  await server.refer({ account: ALPHA });
  const { port } = new URL(server.endpoint);
  const page = await openPage({ endpoint: `http://${HOST}:${port}` }, `/${ALPHA}/Sandbox/invitations`, {
    // The browser tells that it ignores this header without HTTPS.
    expected: [/Cross-Origin-Opener-Policy header has been ignored/],
  });
  await seeHeading(page, 'Sign in');
  expect(
    await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto, 'clipboard' in navigator]),
  ).toEqual([false, false, false]);
  await page.getByRole('textbox', { name: 'Access key id' }).fill(ALPHA);
  await page.locator('input[type=password]').first().fill('secret');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await seeHeading(page, 'Invitations');
  await page.locator('a[href*="/invitations/engi-"]').first().click();
  await page
    .getByRole('button', { name: /^Copy engi-/ })
    .first()
    .click();
  await seen(page.getByText(/^(Copied|Not copied: the browser does not allow it)$/));
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await seen(page.getByRole('link', { name: 'Open the opportunity' }));

  await page.getByRole('link', { name: 'Engagements' }).first().click();
  await page.getByRole('link', { name: 'Create an engagement' }).click();
  await page.getByRole('button', { name: 'Fill with test data' }).click();
  await page.getByRole('button', { name: 'Create engagement' }).click();
  await page.waitForURL(/\/engagements\/eng-/);
});
