import { cosellTest } from 'cosell/vitest';
import { expect } from 'vitest';
import { acceptReferrals } from './accept-referrals.ts';

const test = cosellTest({
  setup: (cosell) => cosell.accounts.put({ id: '111122223333', companyName: 'Example Partner' }),
});

test('accepts a referral, and gets its opportunity', async ({ cosell, partnerCentral, account }) => {
  const { invitationId, opportunityId } = await cosell.refer({ account });
  expect(await acceptReferrals(partnerCentral, 'Sandbox')).toEqual([invitationId]);

  const opportunity = await partnerCentral.getOpportunity({ Catalog: 'Sandbox', Identifier: opportunityId });
  expect(opportunity.LifeCycle?.ReviewStatus).toBe('Approved');
});

test('accepts nothing that has expired', async ({ cosell, partnerCentral, account }) => {
  await cosell.refer({ account });
  await cosell.clock.advance({ by: '16d' });
  await cosell.events.waitFor('Engagement Invitation Expired', { account });
  expect(await acceptReferrals(partnerCentral, 'Sandbox')).toEqual([]);
});

test('can be repeated after a task that failed', async ({ cosell, partnerCentral, account }) => {
  await cosell.refer({ account });
  await cosell.faults.add({ account, step: 'create the opportunity', fail: 'InternalError' });
  await acceptReferrals(partnerCentral, 'Sandbox');
  const { tasks } = await cosell.tasks.list({ account });
  expect(tasks).toMatchObject([{ status: 'FAILED', reasonCode: 'InternalError' }]);
});
