import { OPPORTUNITY_SUMMARY_VIEW, type ReasonCode } from '../model/documents.ts';
import type { Opportunity } from '../store/repositories/opportunities.ts';
import type { Tasks } from '../store/tables/tasks.ts';
import type { StepWork } from './task-kind.ts';

/** What several steps need permission for. */

type OpportunityKey = Pick<Opportunity, 'catalog' | 'account_id' | 'id'>;

export const arnOfOpportunity = (
  { services }: Pick<StepWork, 'services'>,
  { catalog, account_id, id }: OpportunityKey,
): string => services.arns.owned('opportunity', account_id, catalog, id);

/** Throws `StepFailure` unless the task's principal may create an opportunity, with the task's tags. */
export const mayCreateOpportunity = async (work: StepWork, task: Tasks): Promise<void> => {
  const arn = arnOfOpportunity(work, { ...task, id: '*' });
  await work.may('CreateOpportunity', arn);
  if (task.tags !== '[]') await work.may('TagResource', arn);
};

/** What `mayCreateJob` and `mayFollow` ask for. */
export const needsToFollow = {
  CreateResourceSnapshotJob: 'ResourceSnapshotJobAccessDenied',
  StartResourceSnapshotJob: 'ResourceSnapshotJobAccessDenied',
  CreateResourceSnapshot: 'ResourceSnapshotAccessDenied',
} as const satisfies Record<string, ReasonCode>;

/** Throws `StepFailure` unless the task's principal may create a snapshot job. */
export const mayCreateJob = ({ services, may }: StepWork, opportunity: OpportunityKey): Promise<void> => {
  const { catalog, account_id } = opportunity;
  return may(
    'CreateResourceSnapshotJob',
    services.arns.owned('resource-snapshot-job', account_id, catalog, '*'),
  );
};

/** Throws `StepFailure` unless the task's principal may start a snapshot job, and take its first snapshot. */
export const mayFollow = async (
  { services, may }: StepWork,
  { catalog, account_id, id }: OpportunityKey,
  { engagementId, jobId }: { engagementId: string; jobId: string },
): Promise<void> => {
  const { arns } = services;
  await may('StartResourceSnapshotJob', arns.owned('resource-snapshot-job', account_id, catalog, jobId));
  const engagement = arns.shared('engagement', catalog, engagementId);
  await may(
    'CreateResourceSnapshot',
    `${engagement}/resource/Opportunity/${id}/template/${OPPORTUNITY_SUMMARY_VIEW}/snapshot/*`,
  );
};
