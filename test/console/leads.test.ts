import { expect, it } from 'vitest';
import { ALPHA, BETA, clientOf } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { gone, openPage, seeHeading, seen, startConsole } from './support/console.ts';

/** Makes AWS refer a lead to an account. Returns its engagement. */
const referLead = async (endpoint: string, account: string): Promise<string> => {
  const answer = await fetch(`${endpoint}/_cosell/referrals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, catalog: 'Sandbox', kind: 'lead' }),
  });
  return ((await answer.json()) as { engagementId: string }).engagementId;
};

it('a lead becomes an opportunity, step by step, and a reload goes on where it stood', async () => {
  const server = await startConsole();
  const page = await openPage(server, `/${ALPHA}/Sandbox/leads`);
  await seen(page.getByText('No lead waits.'));
  // It appears without a reload.
  const engagementId = await referLead(server.endpoint, ALPHA);
  await page.locator(`a[href$="/leads/${engagementId}"]`).first().click();

  await seen(page.getByText('You become a member of its engagement'));
  await expectAccessible(page);
  const steps = page.getByRole('list', { name: 'From lead to opportunity' });
  expect(await steps.getByRole('button', { name: 'Make an opportunity of it' }).isDisabled()).toBe(true);
  await steps.getByRole('button', { name: 'Accept the lead' }).click();

  await steps.getByRole('button', { name: 'Add an interaction' }).click();
  // What the server misses stands at its fields, and what was typed stays.
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Last name').fill('Carolina Silva');
  await page.getByLabel('Business problem').fill('The reports of the month take a week.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(page.getByText('Email is required.'));
  expect(await page.getByLabel('First name').inputValue()).toBe('Ana');
  await page.getByLabel('Business title').fill('CFO');
  await page.getByLabel('Email').fill('ana@example.com');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(page.getByText('The reports of the month take a week.'));
  await seen(page.getByText('Contact: Ana Carolina Silva', { exact: false }));

  await steps.getByRole('button', { name: 'Mark as qualified' }).click();
  await gone(steps.getByRole('button', { name: 'Mark as qualified' }));
  await page.reload();
  await seen(page.getByText('Qualified', { exact: true }));
  await steps.getByRole('button', { name: 'Make an opportunity of it' }).click();
  await seen(steps.getByText('Complete', { exact: true }));
  await seen(page.getByText('Pending Submission'));
  await expectAccessible(page);

  const alpha = clientOf(server, ALPHA);
  const { TaskSummaries: [task] = [] } = await alpha.listOpportunityFromEngagementTasks({
    Catalog: 'Sandbox',
    EngagementIdentifier: [engagementId],
  });
  expect(task?.TaskStatus).toBe('COMPLETE');
  const opportunity = await alpha.getOpportunity({ Catalog: 'Sandbox', Identifier: task?.OpportunityId });
  expect(opportunity.Project?.CustomerBusinessProblem).toBe('The reports of the month take a week.');
  await steps.getByRole('link', { name: 'Go on with the opportunity' }).click();
  await page.waitForURL(`**/${ALPHA}/Sandbox/opportunities/${task?.OpportunityId}`);
}, 120_000);

it('a lead of another account is not there, and nothing of it is shown after a switch', async () => {
  const server = await startConsole();
  const engagementId = await referLead(server.endpoint, ALPHA);
  const { EngagementInvitationSummaries: [invitation] = [] } = await clientOf(
    server,
    ALPHA,
  ).listEngagementInvitations({ Catalog: 'Sandbox', ParticipantType: 'RECEIVER' });
  const title = invitation?.EngagementTitle ?? '';
  const page = await openPage(server, `/${ALPHA}/Sandbox/leads/${engagementId}`);
  await seeHeading(page, title);
  await page.goto(`${server.endpoint}/${BETA}/Sandbox/leads/${engagementId}`);
  await seen(page.getByText(`There is no ${engagementId} that this account can see`));
  expect(await page.getByText(title).count()).toBe(0);
});
