import type { AccountId } from '../../model/contract.ts';
import { roleProblem, SNAPSHOT_JOB_SERVICE } from '../../rules/snapshots/snapshot-job-role.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import { findSnapshotJobRole } from '../../store/repositories/settings.ts';
import type { SnapshotSubject } from '../../store/repositories/snapshots.ts';
import { listTags } from '../../store/repositories/tags.ts';
import type { ResourceSnapshotJobs } from '../../store/tables/resource-snapshot-jobs.ts';
import type { RoleRights } from '../permissions.ts';
import { readBefore, type Work } from '../work.ts';

/** The role with which an account's snapshot jobs run. */
export interface JobRole {
  /** Why no snapshot job can run with it: the settings name none, or one of another account. */
  readonly problem: string | undefined;
  readonly arn: string | undefined;
  /** What it may do; undefined if it does not exist. Absent if callers may do everything, roles too. */
  readonly rights?: RoleRights | undefined;
  readonly isChecked: boolean;
}

/**
 * Reads the role in the selling system settings. Costs one query; with policies, the transaction runs again, because the role
 * is read outside of it.
 */
export const findJobRole = async (
  work: Work,
  { catalog, account_id }: Pick<Opportunity, 'catalog' | 'account_id'>,
): Promise<JobRole> => {
  const { permissions } = work.services;
  const arn = await findSnapshotJobRole(work.tx, { catalog, account_id });
  const problem = roleProblem(arn, account_id);
  if (problem !== undefined || arn === undefined || !permissions) return { arn, problem, isChecked: false };
  const rights = readBefore(work, `role ${arn}`, () => permissions.rightsOfRole(arn));
  return { arn, problem, rights, isChecked: true };
};

/** Returns why a snapshot job cannot run with the role at all, or undefined. */
export const unusableBecause = (
  { services }: Work,
  { arn, problem, rights, isChecked }: JobRole,
  job: Pick<ResourceSnapshotJobs, 'catalog' | 'account_id' | 'id'>,
): string | undefined => {
  if (problem !== undefined || !isChecked) return problem;
  if (!rights) {
    return `The role in the selling system settings, ${arn}, does not exist. Create it, or name another one with PutSellingSystemSettings.`;
  }
  const sourceArn = services.arns.owned('resource-snapshot-job', job.account_id, job.catalog, job.id);
  if (rights.trusts({ service: SNAPSHOT_JOB_SERVICE, account: job.account_id, sourceArn })) return undefined;
  return `The role in the selling system settings, ${arn}, does not trust ${SNAPSHOT_JOB_SERVICE}. Allow sts:AssumeRole to that service in its trust policy.`;
};

/**
 * Returns why the role does not let a snapshot job take a snapshot, or undefined. It needs what the policy in AWS's
 * documentation allows, whatever the template.
 * AWS docs: working-with-multi-partner-opportunities, "Creating a custom policy for ResourceSnapshotJobRole".
 */
export const forbiddenBecause = async (
  { tx, services }: Work,
  { rights }: JobRole,
  { catalog, engagement_id, template }: SnapshotSubject,
  { account_id, id }: { account_id: AccountId; id: string },
): Promise<string | undefined> => {
  if (!rights) return undefined;
  const opportunity = services.arns.owned('opportunity', account_id, catalog, id);
  const engagement = services.arns.shared('engagement', catalog, engagement_id);
  const questions = [
    ['partnercentral:GetOpportunity', opportunity],
    [
      'partnercentral:CreateResourceSnapshot',
      `${engagement}/resource/Opportunity/${id}/template/${template}/snapshot/*`,
    ],
  ] as const;
  const tags = rights.readsTags ? await listTags(tx, opportunity) : [];
  for (const [action, resource] of questions) {
    const resourceTags = resource === opportunity ? tags : [];
    const refusal = rights.refusalOf({ action, resource, catalog, requestTags: [], resourceTags });
    if (refusal !== undefined) return `${refusal}. Allow it in a policy of the role.`;
  }
  return undefined;
};
