import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { type Cosell, type Snapshot, startCosell } from 'cosell';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptReferrals } from './accept-referrals.ts';

const account = '111122223333';
let cosell: Cosell;
let client: PartnerCentralSelling;
let start: Snapshot;

beforeAll(async () => {
  cosell = await startCosell();
  client = new PartnerCentralSelling(cosell.clientConfig(account));
  await cosell.accounts.put({ id: account, companyName: 'Example Partner' });
  start = await cosell.snapshot();
});
beforeEach(() => cosell.restore(start));
afterAll(() => cosell.close());

test('accepts a referral, and gets its opportunity', async () => {
  const { invitationId, opportunityId } = await cosell.refer({ account });
  expect(await acceptReferrals(client, 'Sandbox')).toEqual([invitationId]);

  const { LifeCycle } = await client.getOpportunity({ Catalog: 'Sandbox', Identifier: opportunityId });
  expect(LifeCycle?.ReviewStatus).toBe('Approved');
});

test('accepts nothing that has expired', async () => {
  await cosell.refer({ account });
  await cosell.clock.advance({ by: '16d' });
  await cosell.events.waitFor('Engagement Invitation Expired', { account });
  expect(await acceptReferrals(client, 'Sandbox')).toEqual([]);
});

test('can be repeated after a task that failed', async () => {
  await cosell.refer({ account });
  await cosell.faults.add({ account, step: 'create the opportunity', fail: 'InternalError' });
  await acceptReferrals(client, 'Sandbox');
  const { tasks } = await cosell.tasks.list({ account });
  expect(tasks).toMatchObject([{ status: 'FAILED', reasonCode: 'InternalError' }]);
});
