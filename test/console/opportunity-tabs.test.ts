import { expect, it } from 'vitest';
import { ALPHA, clientOf } from '../support/server.ts';
import { nameJobRole, readyOpportunity, share } from '../support/sharing.ts';
import { getOpportunity } from '../support/update.ts';
import { gone, openPage, seen, startConsole } from './support/console.ts';

const Catalog = 'Sandbox';

it('the tabs of an opportunity assign a person, tag it, and stop what is shared of it', async () => {
  const server = await startConsole();
  const client = clientOf(server, ALPHA);
  await nameJobRole(client);
  const id = await readyOpportunity(client);
  const page = await openPage(server, `/${ALPHA}/Sandbox/opportunities/${id}`);

  await page.getByRole('tab', { name: 'Team' }).click();
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'First name' }).fill('Ana');
  await dialog.getByRole('textbox', { name: 'Last name' }).fill('Lopez');
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await seen(dialog.getByText('Enter this.'));
  await dialog.getByRole('textbox', { name: 'Email' }).fill('ana@example.com');
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  const member = page.getByRole('table', { name: 'Team' }).getByRole('row').filter({ hasText: 'Ana Lopez' });
  await seen(member.getByText('Opportunity owner'));
  const { Arn = '', OpportunityTeam } = await getOpportunity(client, id);
  expect(OpportunityTeam).toEqual([
    { FirstName: 'Ana', LastName: 'Lopez', Email: 'ana@example.com', BusinessTitle: 'OpportunityOwner' },
  ]);

  const tags = async () => (await client.listTagsForResource({ ResourceArn: Arn })).Tags;
  await page.getByRole('tab', { name: 'Tags' }).click();
  await page.getByRole('textbox', { name: 'Key' }).fill('segment');
  await page.getByRole('textbox', { name: 'Value' }).fill('retail');
  await page.getByRole('button', { name: 'Add tag' }).click();
  const tag = page.getByRole('row').filter({ hasText: 'segment' });
  await seen(tag.getByText('retail'));
  expect(await tags()).toEqual([{ Key: 'segment', Value: 'retail' }]);
  await page.getByRole('button', { name: 'Remove segment' }).click();
  await gone(tag);
  expect(await tags()).toEqual([]);

  // What an API call shares meanwhile is seen without a reload.
  await page.getByRole('tab', { name: 'Snapshots' }).click();
  await seen(page.getByText('No jobs yet.', { exact: false }));
  const { EngagementId = '' } = await share(client, id);
  const jobs = page.getByRole('table', { name: 'Snapshot jobs' });
  await seen(jobs.getByText('Running'));
  await seen(page.getByRole('table', { name: 'Snapshots', exact: true }).getByText(EngagementId));
  await jobs.getByRole('button', { name: /^Stop job-/ }).click();
  await seen(jobs.getByText('Stopped'));
  const { ResourceSnapshotJobSummaries } = await client.listResourceSnapshotJobs({ Catalog });
  expect(ResourceSnapshotJobSummaries).toMatchObject([{ EngagementId, Status: 'Stopped' }]);
});
