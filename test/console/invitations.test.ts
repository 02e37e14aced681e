import { expect, it } from 'vitest';
import { ALPHA } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { openPage, seeHeading, seen, startConsole } from './support/console.ts';

const list = `/${ALPHA}/Sandbox/invitations`;

it('an invitation appears live, is accepted with one click, and its steps lead to the opportunity', async () => {
  const server = await startConsole();
  const page = await openPage(server, list);
  await seen(page.getByText('Nobody has invited this account', { exact: false }));
  const { invitationId, opportunityId = '' } = await server.refer({ account: ALPHA });
  await seen(page.getByText('15 days left'));
  // The notice of the news names the page, too.
  await seen(page.getByText('AWS invites you'));
  await page.locator(`a[href$="/invitations/${invitationId}"]`).first().click();
  await seen(page.getByText('are shown once you have accepted', { exact: false }));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await seen(page.getByText('Copy details for tracking'));
  const made = await seen(page.getByRole('link', { name: 'Open the opportunity' }));
  expect(await made.getAttribute('href')).toContain(`/opportunities/${opportunityId}`);
  await expectAccessible(page);
});

it('an invitation is rejected with a reason, and then no longer shows what it was about', async () => {
  const server = await startConsole();
  const { invitationId } = await server.refer({ account: ALPHA });
  const page = await openPage(server, `${list}/${invitationId}`);
  await seen(page.getByText('Contacts of the sender'));
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  await seen(dialog.getByText('Choose a reason, so that the sender knows.'));
  await dialog.getByText('Unable to support').click();
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  await seen(page.getByText('The invitation is rejected'));
  await seen(page.getByText('Reason of the rejection: Unable to support'));
  expect(await page.getByText('Contacts of the sender').count()).toBe(0);
});

it('an invitation expires on the page when the clock passes its date', async () => {
  const server = await startConsole();
  const { invitationId } = await server.refer({ account: ALPHA });
  const page = await openPage(server, `${list}/${invitationId}`);
  await seen(page.getByRole('button', { name: 'Accept', exact: true }));
  await server.clock.advance({ by: '15d' });
  await seen(page.getByText('It has expired, which is final.', { exact: false }));
  expect(await page.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0);
});

it('a failed task says what to do, and another try goes on where it stopped', async () => {
  const server = await startConsole();
  const { invitationId } = await server.refer({ account: ALPHA });
  await server.faults.add({ fail: 'RequestThrottled', step: 'create the opportunity', times: 1 });
  const page = await openPage(server, `${list}/${invitationId}`);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await seen(page.getByText('Wait a minute, then try again.', { exact: false }));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await seen(page.getByRole('link', { name: 'Open the opportunity' }));
  await seen(page.getByText('done by an earlier task', { exact: false }));
});

it('Home shows a new server’s first steps, refers, and then whose turn it is', async () => {
  const server = await startConsole();
  const page = await openPage(server, `/${ALPHA}/Sandbox`);
  await seen(page.getByRole('heading', { name: 'First steps' }));
  await seen(page.getByText(`export AWS_ENDPOINT_URL=${server.endpoint}`, { exact: false }));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Refer', exact: true }).click();
  await seen(page.getByRole('button', { name: 'Reject', exact: true }));
  await page.goto(`${server.endpoint}/${ALPHA}/Sandbox`);
  await seeHeading(page, 'Home');
  await page.getByRole('button', { name: /^Accept / }).click();
  await seen(page.getByRole('link', { name: 'Open the opportunity' }));
  await page.goto(`${server.endpoint}/${ALPHA}/Sandbox/tasks`);
  await seen(page.getByRole('link', { name: 'Accept an invitation' }));
  await expectAccessible(page);
});
