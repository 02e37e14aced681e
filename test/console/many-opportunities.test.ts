import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { writeOpportunities } from '../support/many-opportunities.ts';
import { ALPHA, temporaryFolder } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seen, startConsole } from './support/console.ts';
import { generosity, INTERACTION_MS, measureInputs, medianInput } from './support/interaction.ts';

const COUNT = 10_000;
const rows = (page: Page) => page.getByRole('table', { name: 'Opportunities' }).getByRole('row');
const firstRow = (page: Page, company: string) => seen(rows(page).nth(1).getByText(company));

it(`${COUNT} opportunities are sorted, filtered and paged quickly, each page by one call`, async () => {
  const folder = await temporaryFolder();
  await writeOpportunities(folder, ALPHA, COUNT);
  const server = await startConsole({ data: folder });
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities`);
  const calls: string[] = [];
  page.on('request', (request) => {
    const operation = request.headers()['x-amz-target'];
    if (operation) calls.push(operation);
  });
  await firstRow(page, 'Company 09999');
  expect(await rows(page).count()).toBe(21);
  await measureInputs(page);
  calls.length = 0;

  await page.getByRole('columnheader', { name: 'Customer' }).getByText('Customer').click();
  await firstRow(page, 'Company 00000');
  await page.getByRole('button', { name: 'Next page' }).click();
  await firstRow(page, 'Company 00020');
  await page.getByRole('button', { name: 'Next page' }).click();
  await firstRow(page, 'Company 00040');
  expect(calls.filter((call) => call.endsWith('.ListOpportunities'))).toHaveLength(3);
  expect(calls).toHaveLength(3);
  await page.getByRole('button', { name: 'Previous page' }).click();
  await firstRow(page, 'Company 00020');

  // The address has it all: a reload shows the same page.
  await page.reload();
  await firstRow(page, 'Company 00020');
  await measureInputs(page);
  const filter = page.getByRole('combobox', { name: 'Filter by property' });
  await filter.click();
  await page.getByRole('option', { name: 'Stage' }).click();
  await page.getByRole('option', { name: 'Committed' }).click();
  await firstRow(page, 'Company 00004');
  expect(new URL(page.url()).searchParams.getAll('where')).toEqual(['stage=Committed']);
  expect(await medianInput(page)).toBeLessThan(INTERACTION_MS * generosity());
  await expectAccessible(page);
});
