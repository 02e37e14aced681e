import { expect, it } from 'vitest';
import { opportunity } from '../support/data.ts';
import { writeEvents } from '../support/many-events.ts';
import { ALPHA, clientOf, errorOf, temporaryFolder } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';
import { generosity, INTERACTION_MS, measureInputs, medianInput } from './support/interaction.ts';

const home = `/${ALPHA}/Sandbox`;

it('a refused call appears as it is made, says why fault by fault, is shown as code, and is sent again', async () => {
  const server = await startConsole();
  const page = await openPage(server, `${home}/requests`);
  await seen(page.getByText('Nobody has called yet', { exact: false }));
  const client = clientOf(server, ALPHA);
  const given = opportunity();
  const wrong = { ...given, LifeCycle: { ...given.LifeCycle, Stage: 'Prospectt' as 'Prospect' } };
  await errorOf(client.createOpportunity(wrong));
  const call = page.getByRole('row').filter({ hasText: 'ValidationException' });
  await call.getByRole('link', { name: 'CreateOpportunity' }).click();
  await seen(page.getByText('Probably "Prospect" instead of "Prospectt"', { exact: false }));
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'As code' }).click();
  await seen(page.getByText('aws partnercentral-selling create-opportunity', { exact: false }));
  await page.getByRole('button', { name: 'boto3' }).click();
  await seen(page.getByText('import boto3', { exact: false }));

  await page.getByRole('button', { name: 'Send again' }).click();
  const body = page.getByRole('textbox', { name: 'Body' });
  await body.fill((await body.inputValue()).replace('Prospectt', 'Prospect'));
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await seen(page.getByText(/"Id": "O\d+"/));
  expect((await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries).toHaveLength(1);
});

it('a call leads to the event and the task that it caused, and they lead back', async () => {
  const server = await startConsole();
  const client = clientOf(server, ALPHA);
  const { invitationId } = await server.refer({ account: ALPHA });
  const { TaskId = '' } = await client.startEngagementByAcceptingInvitationTask({
    ...{ Catalog: 'Sandbox', Identifier: invitationId, ClientToken: 'accept' },
  });
  const { requests } = await server.requests.list({ caused: TaskId });
  const page = await openPage(server, `${home}/requests/${requests[0]?.id}`);
  await seen(page.getByText('The task recorded, before the call was answered:'));
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Engagement Invitation Accepted' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Engagement Invitation Accepted' });
  await dialog.getByRole('link', { name: 'StartEngagementByAcceptingInvitationTask' }).click();
  await page.getByRole('link', { name: TaskId }).click();
  await page.getByRole('link', { name: 'StartEngagementByAcceptingInvitationTask' }).click();
  await seen(page.getByRole('heading', { name: 'What it caused' }));
});

it('the end of the list of events says what was deleted, and so does a link to an event that is gone', async () => {
  const server = await startConsole({ retention: { events: '10d' } });
  await server.refer({ account: ALPHA });
  const [old] = (await server.events.list({ account: ALPHA })).events;
  await server.retention.run();
  await server.clock.advance({ by: '11d' });
  await server.retention.run();
  const page = await openPage(server, `${home}/events`);
  const note = page.getByText(/^Events recorded before .* were deleted/);
  await seen(note);
  await server.refer({ account: ALPHA });
  await seen(page.getByRole('button', { name: 'Engagement Invitation Created' }));
  await seen(note);
  await page.goto(`${server.endpoint}${home}/events?event=${old?.id}`);
  await seen(page.getByText(/not among the newest 5,000\. Events recorded before/));
  await expectAccessible(page);
});

it('events appear as they happen, and a rule is made with a pattern that was tried', async () => {
  const server = await startConsole();
  const page = await openPage(server, `${home}/events`);
  await seen(page.getByText('Nothing has happened yet', { exact: false }));
  await server.refer({ account: ALPHA });
  await seen(page.getByRole('button', { name: 'Engagement Invitation Created' }));
  await expectAccessible(page);

  await page.goto(`${server.endpoint}${home}/events/rules`);
  await page.getByRole('button', { name: 'Create a rule' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Test the pattern' }).click();
  await seen(dialog.getByText('It matches.'));
  await dialog.getByRole('textbox', { name: 'Event pattern' }).fill('{"source":["other"]}');
  await dialog.getByRole('button', { name: 'Test the pattern' }).click();
  await seen(dialog.getByText('It does not match.'));
  await dialog.getByRole('textbox', { name: 'Event pattern' }).fill('{"source":[]}');
  await dialog.getByRole('button', { name: 'Test the pattern' }).click();
  await seen(dialog.getByText('Event pattern is not valid', { exact: false }));
  await dialog
    .getByRole('textbox', { name: 'Event pattern' })
    .fill('{"source":["aws.partnercentral-selling"]}');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('to-crm');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await seeHeading(page, 'to-crm');
  await expectAccessible(page);
});

it('100,000 events are filtered and paged quickly', async () => {
  const folder = await temporaryFolder();
  await writeEvents(folder, ALPHA, 100_000);
  const server = await startConsole({ data: folder });
  const page = await openPage(server, `${home}/events`);
  const rows = page.getByRole('table').getByRole('row');
  await seen(rows.nth(1).getByText('Opportunity Updated'));
  await measureInputs(page);
  await page.getByRole('button', { name: 'Next page' }).click();
  await seen(rows.nth(1).getByText('O0099979', { exact: false }));
  await page.getByRole('button', { name: 'Next page' }).click();
  await seen(rows.nth(1).getByText('O0099959', { exact: false }));
  const filter = page.getByRole('combobox', { name: 'Filter by property' });
  await filter.click();
  await page.getByRole('option', { name: 'Id or ARN' }).click();
  await filter.pressSequentially('O0099000');
  await page.keyboard.press('Enter');
  await seen(rows.nth(1).getByText('O0099000'));
  expect(await medianInput(page)).toBeLessThan(INTERACTION_MS * generosity());
});
