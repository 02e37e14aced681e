import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ALPHA, BETA, clientOf } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { gone, openPage, seeHeading, seen, startConsole } from './support/console.ts';

/** The field of a member, with its faults and notes. */
const field = (page: Page, path: string) => page.locator(`[data-field="${path}"]`);

const faultAt = (page: Page, path: string, text: string | RegExp) => seen(field(page, path).getByText(text));

const opportunity = {
  Catalog: 'Sandbox',
  OpportunityType: 'Net New Business',
  NationalSecurity: 'No',
  PrimaryNeedsFromAws: ['Co-Sell - Architectural Validation'],
  Customer: {
    Account: {
      CompanyName: 'Ofen GmbH',
      Industry: 'Retail',
      WebsiteUrl: 'https://ofen.example',
      Address: { CountryCode: 'DE', City: 'Berlin', PostalCode: '10115' },
    },
  },
  Project: {
    Title: 'Ovens',
    CustomerBusinessProblem: 'Nobody knows how warm the ovens are.',
    CustomerUseCase: 'IOT',
    DeliveryModels: ['SaaS or PaaS'],
    SalesActivities: ['Initialized discussions with customer'],
    OtherSolutionDescription: 'Telemetry',
    ExpectedCustomerSpend: [
      { Amount: '1200.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
    ],
  },
  LifeCycle: { Stage: 'Qualified', TargetCloseDate: '2099-06-01', NextSteps: 'Call' },
  Marketing: { Source: 'None' },
} as const;
type Given = Parameters<ReturnType<typeof clientOf>['createOpportunity']>[0];
const given = () => structuredClone({ ...opportunity, ClientToken: 'token' }) as unknown as Given;

/** Keeps GetOpportunity from being answered until `release`. */
const holdReads = async (page: Page): Promise<{ release: () => void }> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/', async (route) => {
    const target = await route.request().headerValue('x-amz-target');
    if (target?.endsWith('.GetOpportunity')) await promise;
    await route.continue();
  });
  return { release: resolve };
};

it('creates an opportunity after every fault stood at its field', async () => {
  const server = await startConsole();
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities/create`);
  await seeHeading(page, 'Create an opportunity');
  const submit = page.getByRole('button', { name: 'Create opportunity' });

  // What can be told early is told before anything is sent.
  await submit.click();
  await faultAt(page, 'Customer.Account.CompanyName', 'This is required.');
  await faultAt(page, 'Project.ExpectedCustomerSpend', 'This is required.');
  expect(
    await page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')),
  ).toBe('Customer.Account.CompanyName');
  await expectAccessible(page);

  // Test data only at the button; then what the server alone knows to refuse, and an element of a list.
  await page.getByRole('button', { name: 'Fill with test data' }).click();
  await gone(page.getByText('This is required.'));
  const website = page.getByRole('textbox', { name: 'Website URL' });
  await website.fill('x');
  const phone = page.getByRole('group', { name: 'Contact 1' }).getByRole('textbox', { name: 'Phone' });
  await phone.fill('0123');
  const date = page.getByRole('textbox', { name: 'Target close date' });
  await date.fill('2001-01-31');
  await submit.click();
  await faultAt(page, 'Customer.Account.WebsiteUrl', /Must be 4 to 255 characters long/);
  await faultAt(page, 'Customer.Contacts[0].Phone', /With \+ and the country’s code/);
  await page.getByRole('button', { name: 'Send it all the same' }).click();
  await seen(page.getByText(/REQUEST_VALIDATION_FAILED/));
  await faultAt(page, 'Customer.Account.WebsiteUrl', /Must be 4 to 255 characters long/);
  await faultAt(page, 'Customer.Contacts[0].Phone', /With \+ and the country’s code/);
  expect(await page.locator('main').innerText()).not.toContain('pattern');

  await website.fill('https://ofen.example');
  await phone.fill('+12065550100');
  await submit.click();
  await faultAt(page, 'LifeCycle.TargetCloseDate', /in the past/);
  // A fault above the form leads to its field.
  await page.getByRole('link', { name: 'Life cycle › Target close date' }).click();
  expect(await date.evaluate((input) => input === document.activeElement)).toBe(true);

  // Nothing is lost without a question.
  await page.getByRole('link', { name: 'Opportunities', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await website.inputValue()).toBe('https://ofen.example');

  await date.fill('2099-01-31');
  await submit.click();
  await page.waitForURL(/\/opportunities\/O\d+$/);
  const id = page.url().split('/').at(-1);
  const created = await clientOf(server, ALPHA).getOpportunity({ Catalog: 'Sandbox', Identifier: id });
  expect(created.Customer?.Account?.WebsiteUrl).toBe('https://ofen.example');
  expect(created.LifeCycle?.TargetCloseDate).toBe('2099-01-31');
});

it('edits an opportunity: locked members say why, and changes from elsewhere are merged', async () => {
  const server = await startConsole();
  const api = clientOf(server, ALPHA);
  const { Id = '' } = await api.createOpportunity(given());
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities/${Id}/edit`);
  await seeHeading(page, 'Edit: Ovens');
  await faultAt(page, 'LifeCycle.Stage', /Locked: You can not update the stage/);
  expect(await field(page, 'LifeCycle.Stage').getByRole('button').isDisabled()).toBe(true);

  // The form and its JSON follow each other.
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const json = page.getByRole('textbox', { name: 'Document as JSON' });
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await json.fill((await json.inputValue()).replace('"Ovens"', '"Warm ovens"'));
  await expect.poll(() => title.inputValue()).toBe('Warm ovens');
  await json.fill('{ "Project": { "Title": 5 } }');
  await seen(page.getByText('Project.Title has to be a text in quotes.'));
  expect(await title.inputValue()).toBe('Warm ovens');
  await page.getByRole('textbox', { name: 'Company name' }).fill('Mine GmbH');

  // Somebody else is faster, and the page hears of it only after it has sent its own.
  const before = await api.getOpportunity({ Catalog: 'Sandbox', Identifier: Id });
  const reads = await holdReads(page);
  const { ClientToken: _, ...theirs } = given();
  await api.updateOpportunity({
    ...theirs,
    Identifier: Id,
    LastModifiedDate: before.LastModifiedDate,
    Customer: {
      Account: { ...theirs.Customer?.Account, CompanyName: 'Theirs GmbH', Duns: '123456789' },
    },
  });
  const refused = page.waitForResponse((response) => response.status() === 400);
  await page.getByRole('button', { name: 'Save changes' }).click();
  expect(await (await refused).text()).toContain('ConflictException');
  reads.release();
  await seen(page.getByText('Its state does not allow this now'));
  await seen(page.getByText('The opportunity changed on the server since you began'));
  await seen(page.getByRole('cell', { name: 'Theirs GmbH' }));
  await expectAccessible(page);
  expect(await page.getByRole('button', { name: 'Save changes' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Merge into the form' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.waitForURL(new RegExp(`/opportunities/${Id}$`));
  const after = await api.getOpportunity({ Catalog: 'Sandbox', Identifier: Id });
  expect(after.Customer?.Account).toMatchObject({ CompanyName: 'Mine GmbH', Duns: '123456789' });
  expect(after.Project?.Title).toBe('Warm ovens');
});

it('creates an engagement, invites to it, and refers a lead as AWS', async () => {
  const server = await startConsole();
  const page = await openPage(server, `/${ALPHA}/Sandbox/engagements/create`);
  await page.getByRole('button', { name: 'Fill with test data' }).click();
  await page.getByRole('button', { name: 'Create engagement' }).click();
  await page.waitForURL(/\/engagements\/eng-/);
  const engagement = page.url().split('/').at(-1) ?? '';

  await page.goto(`${server.endpoint}/${ALPHA}/Sandbox/invitations/create?engagement=${engagement}`);
  await page.getByRole('button', { name: 'Fill with test data' }).click();
  await page.getByRole('textbox', { name: 'AWS account id' }).fill(BETA);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.waitForURL(/\/invitations\/engi-/);
  const received = await clientOf(server, BETA).listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
  });
  expect(received.EngagementInvitationSummaries?.map((each) => each.EngagementId)).toEqual([engagement]);

  // The operator's faults stand at the fields too.
  await page.goto(`${server.endpoint}/${ALPHA}/Sandbox/operator/refer?kind=lead`);
  await page.getByRole('button', { name: 'Refer', exact: true }).click();
  await page.getByRole('button', { name: 'Send it all the same' }).click();
  await seen(page.getByText(/REQUEST_VALIDATION_FAILED/));
  await faultAt(page, 'Customer.CompanyName', 'This is required.');
  await page.getByRole('button', { name: 'Fill with test data' }).click();
  await page.getByRole('button', { name: 'Refer', exact: true }).click();
  await page.waitForURL(/\/invitations\/engi-/);
});
