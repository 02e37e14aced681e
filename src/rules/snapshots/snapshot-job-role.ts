import type { AccountId } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';

/**
 * The service that assumes the role of snapshot jobs.
 * AWS docs: working-with-multi-partner-opportunities, "Creating a custom policy for ResourceSnapshotJobRole".
 */
export const SNAPSHOT_JOB_SERVICE = 'resource-snapshot-job.partnercentral-selling.amazonaws.com';

/**
 * Why an account's snapshot jobs cannot run with the role of its selling system settings, or undefined if they can.
 * AWS docs, working-with-multi-partner-opportunities: without the role, other partners keep seeing outdated snapshots.
 */
export const roleProblem = (role: string | undefined, account: AccountId): string | undefined => {
  // AWS's own snapshot jobs need no role.
  if (account === AWS_ACCOUNT) return undefined;
  if (!role) {
    return 'The selling system settings name no role for snapshot jobs. Name one with PutSellingSystemSettings.';
  }
  if (role.startsWith(`arn:aws:iam::${account}:`)) return undefined;
  return 'The role in the selling system settings is of another account. Name one of your own with PutSellingSystemSettings.';
};
