import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Cosell } from '../../src/index.ts';
import { createOpportunity } from '../support/co-sell.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, clientOf } from '../support/server.ts';
import { associateSolution, nameJobRole } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const Catalog = 'Sandbox';

const named = (CompanyName: string) => {
  const { Customer } = opportunity();
  return { Customer: { ...Customer, Account: { ...Customer?.Account, CompanyName } } };
};

const submit = (client: PartnerCentralSelling, Identifier: string) =>
  client.submitOpportunity({ Catalog, Identifier, InvolvementType: 'Co-Sell', Visibility: 'Full' });

const review = async (server: Cosell, id: string, decision: string, comments?: string) => {
  const answer = await fetch(`${server.endpoint}/_cosell/reviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, account: ALPHA, catalog: Catalog, decision, ...(comments && { comments }) }),
  });
  expect(answer.status).toBe(200);
};

const approved = async (server: Cosell, company: string, withSolution = true): Promise<string> => {
  const client = clientOf(server, ALPHA);
  const id = await createOpportunity(client, named(company));
  if (withSolution) await associateSolution(client, id);
  await submit(client, id);
  await review(server, id, 'Approved');
  return id;
};

const column = (page: Page, stage: string) => page.getByRole('region', { name: stage, exact: true });
const card = (page: Page, stage: string, company: string) =>
  column(page, stage).getByRole('listitem').filter({ hasText: company });
const stageOf = async (server: Cosell, id: string) =>
  (await getOpportunity(clientOf(server, ALPHA), id)).LifeCycle?.Stage;

it('a card moves to another stage by dragging and by its menu, and comes back if that is refused', async () => {
  const server = await startConsole();
  const id = await approved(server, 'Dragged Inc');
  const bare = await approved(server, 'Bare Inc', false);
  await createOpportunity(clientOf(server, ALPHA), named('Draft Inc'));
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities/board`);
  await seen(card(page, 'Qualified', 'Dragged Inc'));
  await expectAccessible(page);

  await card(page, 'Qualified', 'Dragged Inc').dragTo(column(page, 'Technical Validation'));
  await seen(page.getByText('Dragged Inc is now in Technical Validation.'));
  await seen(card(page, 'Technical Validation', 'Dragged Inc'));
  expect(await stageOf(server, id)).toBe('Technical Validation');

  await page.getByRole('button', { name: 'Actions of Dragged Inc' }).click();
  await page.getByRole('menuitem', { name: 'Move to stage' }).click();
  await page.getByRole('menuitem', { name: 'Committed' }).click();
  await seen(card(page, 'Committed', 'Dragged Inc'));
  expect(await stageOf(server, id)).toBe('Committed');

  await card(page, 'Qualified', 'Bare Inc').dragTo(column(page, 'Committed'));
  await seen(page.getByText('Bare Inc did not move to Committed'));
  await seen(page.getByText(/The stage Committed needs a solution/));
  await seen(card(page, 'Qualified', 'Bare Inc'));
  expect(await stageOf(server, bare)).toBe('Qualified');

  // One that its state holds is not dragged, and its menu says why.
  expect(await card(page, 'Qualified', 'Draft Inc').getAttribute('draggable')).toBe('false');
  await page.getByRole('button', { name: 'Actions of Draft Inc' }).click();
  await page.getByRole('menuitem', { name: 'Move to stage' }).hover();
  await seen(page.getByText(/The stage moves only after AWS has approved/).filter({ visible: true }));
});

it('a lost opportunity needs a reason, which is chosen from the list', async () => {
  const server = await startConsole();
  const id = await approved(server, 'Lost Inc');
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities/${id}`);
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Move to stage' }).click();
  await page.getByRole('menuitem', { name: 'Closed Lost' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close as lost' }).click();
  await seen(dialog.getByText('Choose a reason.'));
  await dialog.getByRole('button', { name: /Why was it lost/ }).click();
  await page.getByRole('option', { name: 'Price' }).click();
  await dialog.getByRole('button', { name: 'Close as lost' }).click();
  await seen(page.getByText('Migrate the warehouse is now in Closed Lost.'));
  const { LifeCycle } = await getOpportunity(clientOf(server, ALPHA), id);
  expect(LifeCycle).toMatchObject({ Stage: 'Closed Lost', ClosedLostReason: 'Price' });
});

it('an opportunity is followed from its submission to its approval without a reload', async () => {
  const server = await startConsole();
  const client = clientOf(server, ALPHA);
  await nameJobRole(client);
  const id = await createOpportunity(client, named('Example Corp'));
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities/${id}`);
  await seeHeading(page, /Migrate the warehouse/);

  // Nothing is associated yet; the dialog says what the server refuses, and keeps what was chosen.
  await page.getByRole('tab', { name: 'Associations' }).click();
  await page.getByRole('button', { name: 'Associate', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Which one/ })
    .click();
  await page.getByRole('option', { name: /S-1234567/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Associate' }).click();
  await seen(page.getByRole('cell', { name: 'S-1234567' }));

  await page.getByRole('button', { name: 'Submit to AWS' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await seen(page.getByText('AWS reviews this opportunity'));

  await review(server, id, 'Action Required', 'Tell us more about the warehouse.');
  await seen(page.getByText('AWS asks you for something'));
  await seen(page.getByText(/Tell us more about the warehouse/));
  await seen(page.getByText(/review of Migrate the warehouse: Action Required/));

  await change(client, id, ({ Project }) => ({
    Project: {
      ...Project,
      CustomerBusinessProblem: 'The warehouse is slow, and moving it takes nine months.',
    },
  }));
  await seen(page.getByText('AWS reviews this opportunity'));
  await review(server, id, 'Approved');
  await seen(page.getByRole('button', { name: 'Move to Technical Validation' }));
  expect(await page.getByText(/review of Migrate the warehouse: Approved/).count()).toBe(1);

  await page.getByRole('tab', { name: 'Life cycle' }).click();
  const history = page.getByRole('table', { name: 'History of the review' });
  await seen(history.getByText('Action Required'));
  await page.getByRole('tab', { name: 'Overview' }).click();
  await seen(page.getByText('Opportunity created'));
  await expectAccessible(page);
});

it('nothing of another account is shown after a switch', async () => {
  const server = await startConsole({
    accounts: [
      { id: ALPHA, companyName: 'Alpha' },
      { id: BETA, companyName: 'Beta' },
    ],
  });
  const id = await createOpportunity(clientOf(server, ALPHA), named('Secret of Alpha'));
  await createOpportunity(clientOf(server, BETA), named('Beta and Sons'));
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities`);
  await seen(page.getByText('Secret of Alpha'));

  // Every state of the page is looked at, not only the last one: as soon as it says that it is Beta's, nothing of Alpha is left.
  await page.evaluate((beta) => {
    const state = globalThis as { leaked?: boolean };
    state.leaked = false;
    const look = () => {
      state.leaked ||= document.title.includes(beta) && document.body.innerText.includes('Secret of Alpha');
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, BETA);
  await page
    .getByRole('button', { name: /Sandbox/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: new RegExp(BETA) }).click();
  await page.waitForURL(new RegExp(`/${BETA}/`));
  await page.getByRole('link', { name: 'Opportunities' }).first().click();
  await seen(page.getByText('Beta and Sons'));
  expect(await page.evaluate(() => (globalThis as { leaked?: boolean }).leaked)).toBe(false);

  await page.goto(`${server.endpoint}/${BETA}/Sandbox/opportunities/${id}`);
  await seen(page.getByText(`There is no ${id} that this account can see`));
});
