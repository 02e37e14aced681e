import { expect, test } from 'vitest';
import { DAY, movableClock } from '../support/clock.ts';
import { ALPHA } from '../support/server.ts';
import { readyOpportunity, submission } from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';
import { change, getOpportunity } from '../support/update.ts';

// The queue is held, so the expiration of the invitation is not written yet.
test('in the sandbox AWS approves an opportunity although its invitation has expired', async () => {
  const clock = movableClock();
  const { alpha, aws, jobs } = await heldTasks({ clock });
  const id = await readyOpportunity(alpha);
  await alpha.startEngagementFromOpportunityTask(submission(id));
  await jobs.runTasks();
  clock.advance(16 * DAY);

  await change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ReviewStatus: 'Approved' } }));
  expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe('Approved');
  const { EngagementInvitationSummaries: [invitation] = [] } = await aws.listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
  });
  expect(invitation).toMatchObject({ Status: 'EXPIRED', SenderAwsAccountId: ALPHA });
});
