import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { engagement } from '../support/data.ts';
import { ALPHA, BETA, clientOf, temporaryFolder } from '../support/server.ts';
import { startStrictServer } from '../support/strict.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const OPERATOR_TOKEN = 'a-token-of-the-operator-for-tests';

const signIn = async (page: Page, accessKeyId: string, secret: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Access key id' }).fill(accessKeyId);
  await page.locator('input[type=password]').first().fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

/** Everything that a page has kept beyond a reload. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

it('a key signs in to its account alone, lives in memory, and a reload signs out', async () => {
  const server = await startStrictServer({ console: true });
  const { Id } = await clientOf(server, ALPHA).createEngagement(engagement('Alpha’s work'));
  const page = await openPage(server, `/${BETA}/Sandbox/engagements`);
  await seeHeading(page, 'Sign in');
  await expectAccessible(page);
  await signIn(page, ALPHA, 'another secret');
  await seen(page.getByText('the secret is another one', { exact: false }));
  await signIn(page, ALPHA, 'secret');
  // The address was of another account.
  await page.waitForURL(`**/${ALPHA}/Sandbox`);
  await page.getByRole('link', { name: 'Engagements' }).click();
  await seen(page.getByRole('link', { name: 'Alpha’s work' }));
  await seen(page.getByRole('button', { name: /^Live/ }));
  // What happens is told to the account's key, too.
  await clientOf(server, ALPHA).createEngagement(engagement('More work'));
  await seen(page.getByRole('link', { name: 'More work' }));
  expect(await page.getByRole('link', { name: 'Clock' }).count()).toBe(0);
  expect(await kept(page)).not.toContain('secret');
  expect(Id).toBeDefined();
  await page.reload();
  await seeHeading(page, 'Sign in');
});

it('an operator’s token opens the operator’s pages, and acts as any account', async () => {
  const server = await startStrictServer({ console: true, operatorToken: OPERATOR_TOKEN });
  await clientOf(server, ALPHA).createEngagement(engagement('Alpha’s work'));
  const page = await openPage(server, `/${ALPHA}/Sandbox/engagements`);
  await page.getByText('With an operator’s token').click();
  await page.locator('input[type=password]').fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await seen(page.getByText('The server does not know this token.'));
  await page.locator('input[type=password]').fill(OPERATOR_TOKEN);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await seen(page.getByRole('link', { name: 'Alpha’s work' }));
  await page.getByRole('link', { name: 'Clock' }).click();
  await page.getByRole('button', { name: '+15d' }).click();
  await seen(page.getByText('The clock went 15d ahead.', { exact: false }));
  await seen(page.getByText(/15 d ahead/));
  expect(await kept(page)).not.toContain(OPERATOR_TOKEN);
});

it('a lost connection is told, and after its return what was missed is there', async () => {
  const folder = await temporaryFolder();
  const first = await startConsole({ data: folder });
  const page = await openPage(first, `/${ALPHA}/Sandbox/invitations`, {
    expected: [
      /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to fetch/,
    ],
  });
  await seen(page.getByRole('button', { name: /^Live/ }));
  const { port } = new URL(first.endpoint);
  await first.close();
  await seen(page.getByRole('button', { name: /^Connection lost/ }));
  const second = await startConsole({ data: folder, port: Number(port) });
  await second.refer({ account: ALPHA });
  await seen(page.getByRole('button', { name: /^Live/ }));
  await seen(page.getByText('15 days left'));
});
