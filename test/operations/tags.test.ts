import { randomUUID } from 'node:crypto';
import type { Tag } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { opportunity, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { conversion, engagementAbout, lead, readyOpportunity, submission } from '../support/sharing.ts';
import { arnOf } from '../support/world.ts';

const start = async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { Id = '' } = await client.createOpportunity(
    opportunity({ Tags: [{ Key: 'team', Value: 'north' }] }),
  );
  const ResourceArn = arnOf.opportunity(Id);
  const tags = async () => (await client.listTagsForResource({ ResourceArn })).Tags;
  return { client, ResourceArn, tags };
};

test('tags are set, replaced by key, and removed', async () => {
  const { client, ResourceArn, tags } = await start();
  expect(await tags()).toEqual([{ Key: 'team', Value: 'north' }]);
  await client.tagResource({
    ResourceArn,
    Tags: [
      { Key: 'team', Value: 'south' },
      { Key: 'Team', Value: '' },
    ],
  });
  expect(await tags()).toEqual([
    { Key: 'Team', Value: '' },
    { Key: 'team', Value: 'south' },
  ]);
  await client.untagResource({ ResourceArn, TagKeys: ['team', 'never there'] });
  expect(await tags()).toEqual([{ Key: 'Team', Value: '' }]);
  await client.untagResource({ ResourceArn, TagKeys: ['Team'] });
  expect(await tags()).toEqual([]);
});

test('a snapshot job has its own tags', async () => {
  const { client, tags } = await start();
  const { invitationId } = await refer(client);
  const { ResourceSnapshotJobId = '' } = await runAcceptTask(client, invitationId);
  const ResourceArn = arnOf.job(ResourceSnapshotJobId);
  await client.tagResource({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] });
  expect((await client.listTagsForResource({ ResourceArn })).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  expect(await tags()).toEqual([{ Key: 'team', Value: 'north' }]);
});

test('a resource has at most 200 tags', async () => {
  const { client, ResourceArn, tags } = await start();
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ Key: `k${from + index}`, Value: '' }));
  await client.tagResource({ ResourceArn, Tags: many(0, 199) });
  const error = await errorOf(client.tagResource({ ResourceArn, Tags: many(199, 1) }));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(['tags: TOO_MANY_VALUES']);
  await client.tagResource({ ResourceArn, Tags: [{ Key: 'k1', Value: 'again' }] });
  expect(await tags()).toHaveLength(200);
});

test('a duplicate key or a key reserved by AWS is refused', async () => {
  const { client, ResourceArn, tags } = await start();
  const Tags = [
    { Key: 'a', Value: '1' },
    { Key: 'a', Value: '2' },
    { Key: 'AWS:x', Value: '' },
  ];
  const error = await errorOf(client.tagResource({ ResourceArn, Tags }));
  expect(faultsOf(error)).toEqual(['tags.key: DUPLICATE_KEY_VALUE', 'tags.key: INVALID_VALUE']);
  expect(await tags()).toHaveLength(1);
});

const twice = [
  { Key: 'a', Value: '1' },
  { Key: 'a', Value: '2' },
];
// AWS API reference, Tag: unique keys, none starting with `aws:`.
test('operations that start a task refuse such tags and start none', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { invitationId } = await refer(client);
  const opportunityId = await readyOpportunity(client);
  const leadId = await engagementAbout(client, lead());
  const starts = {
    accept: (Tags: Tag[]) =>
      client.startEngagementByAcceptingInvitationTask({
        Catalog: 'Sandbox',
        ClientToken: randomUUID(),
        Identifier: invitationId,
        Tags,
      }),
    submit: (Tags: Tag[]) =>
      client.startEngagementFromOpportunityTask({ ...submission(opportunityId), Tags }),
    convert: (Tags: Tag[]) => client.startOpportunityFromEngagementTask({ ...conversion(leadId), Tags }),
  };
  for (const [what, start] of Object.entries(starts)) {
    const error = await errorOf(start([...twice, { Key: 'AWS:x', Value: '' }]));
    expect(faultsOf(error), what).toEqual(['tags.key: DUPLICATE_KEY_VALUE', 'tags.key: INVALID_VALUE']);
  }
  const Catalog = 'Sandbox';
  expect((await client.listEngagementByAcceptingInvitationTasks({ Catalog })).TaskSummaries).toEqual([]);
  expect((await client.listEngagementFromOpportunityTasks({ Catalog })).TaskSummaries).toEqual([]);
  expect((await client.listOpportunityFromEngagementTasks({ Catalog })).TaskSummaries).toEqual([]);
  for (const start of Object.values(starts))
    expect((await start([{ Key: 'team', Value: 'north' }])).TaskStatus).toBe('COMPLETE');
});
