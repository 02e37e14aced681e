import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { ALPHA, BETA, clientOf } from '../support/server.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const Catalog = 'Sandbox';
const INVITED = 'AWS invites you';
const ACCEPTED = 'Done: Accept an invitation';

/** Notes which of these texts the page shows at any time. */
const watch = (page: Page, texts: readonly string[]): Promise<void> =>
  page.evaluate((wanted) => {
    const state = globalThis as { shown?: string[] };
    state.shown = [];
    const look = () => {
      const text = document.body.innerText;
      for (const each of wanted)
        if (text.includes(each) && !state.shown?.includes(each)) state.shown?.push(each);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, texts);

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as { shown?: string[] }).shown ?? []);

it('what happens elsewhere is told to its account: an invitation, the end of a task, AWS’s decision', async () => {
  const server = await startConsole();
  const alpha = clientOf(server, ALPHA);
  const id = await createOpportunity(alpha);
  await alpha.submitOpportunity({ Catalog, Identifier: id, InvolvementType: 'Co-Sell', Visibility: 'Full' });
  const page = await openPage(server, `/${ALPHA}/${Catalog}/opportunities`);
  const other = await openPage(server, `/${BETA}/${Catalog}/opportunities`);
  for (const each of [page, other]) await seen(each.getByRole('button', { name: /^Live/ }));
  await seen(page.getByText('Submitted'));
  const decided = 'AWS’s review of Migrate the warehouse: Approved.';
  await watch(other, [INVITED, ACCEPTED, decided]);

  const { invitationId } = await server.refer({ account: ALPHA });
  await seen(page.getByText(INVITED));
  await alpha.startEngagementByAcceptingInvitationTask({
    Catalog,
    Identifier: invitationId,
    ClientToken: 'token',
  });
  await seen(page.getByText(ACCEPTED));
  const answer = await fetch(`${server.endpoint}/_cosell/reviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, account: ALPHA, catalog: Catalog, decision: 'Approved' }),
  });
  expect(answer.status).toBe(200);
  await seen(page.getByText(decided));

  // The other account hears of its own, which comes after all that.
  expect(await shown(other)).toEqual([]);
  await server.refer({ account: BETA });
  await seen(other.getByText(INVITED));
  expect(await shown(other)).toEqual([INVITED]);
});

it('what the viewer does is not told as news', async () => {
  const server = await startConsole();
  const { invitationId } = await server.refer({ account: ALPHA });
  const page = await openPage(server, `/${ALPHA}/${Catalog}/invitations/${invitationId}`);
  await seen(page.getByRole('button', { name: /^Live/ }));
  await watch(page, [ACCEPTED, INVITED]);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await seen(page.getByRole('link', { name: 'Open the opportunity' }));
  // The stream is in order: after this one, the end of the task would have been told.
  await server.refer({ account: ALPHA });
  await seen(page.getByText(INVITED));
  expect(await shown(page)).toEqual([INVITED]);
});

it('Home leads to all opportunities, without a filter', async () => {
  const server = await startConsole();
  await createOpportunity(clientOf(server, ALPHA));
  const page = await openPage(server, `/${ALPHA}/${Catalog}`);
  await page.getByRole('link', { name: 'All opportunities' }).first().click();
  await seeHeading(page, 'Opportunities');
  await seen(page.getByRole('cell', { name: 'Pending Submission' }));
  expect(new URL(page.url()).search).toBe('');
});
