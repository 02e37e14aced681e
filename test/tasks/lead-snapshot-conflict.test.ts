import { expect, test } from 'vitest';
import { uniqueViolation } from '../support/failing-store.ts';
import { conversion, engagementAbout, onlyOpportunity } from '../support/sharing.ts';
import { heldTasks } from '../support/tasks.ts';

test('ResourceSnapshotConflict: another writer took the first snapshot of an opportunity from a lead; a new task resumes', async () => {
  const { alpha, jobs, plan } = await heldTasks();
  const engagementId = await engagementAbout(alpha);
  const request = conversion(engagementId);
  const { TaskId } = await alpha.startOpportunityFromEngagementTask(request);
  plan.failNext(1, 'insert resource_snapshots', uniqueViolation());
  await jobs.runTasks();
  const failed = await alpha.startOpportunityFromEngagementTask(request);
  expect(failed).toMatchObject({ TaskId, TaskStatus: 'FAILED', ReasonCode: 'ResourceSnapshotConflict' });
  expect(failed.Message).toContain('Start again');
  const OpportunityId = await onlyOpportunity(alpha);

  const again = conversion(engagementId);
  await alpha.startOpportunityFromEngagementTask(again);
  await jobs.runTasks();
  expect(await alpha.startOpportunityFromEngagementTask(again)).toMatchObject({
    TaskStatus: 'COMPLETE',
    OpportunityId,
  });
});
