import { SNAPSHOT_JOB_SERVICE } from '../../rules/snapshots/snapshot-job-role.ts';
import { putSnapshotJobRole } from '../../store/repositories/settings.ts';
import { operation } from '../operation.ts';
import { role } from '../resources.ts';

/**
 * Replaces the caller's settings: the role of its snapshot jobs, by ARN or by name in its own account. Without a role,
 * it removes the role. Costs one transaction.
 */
export const putSellingSystemSettings = operation(
  'PutSellingSystemSettings',
  {
    access: 'Write',
    needs: [
      {
        action: 'iam:PassRole',
        on: role('ResourceSnapshotJobRoleIdentifier'),
        keys: { 'iam:PassedToService': [SNAPSHOT_JOB_SERVICE] },
      },
    ],
  },
  (input, call) =>
    call.transaction(async ({ tx }) => {
      const roleArn = roleArnOf(input.ResourceSnapshotJobRoleIdentifier, call.account);
      await putSnapshotJobRole(tx, { catalog: input.Catalog, account_id: call.account }, roleArn);
      return { Catalog: input.Catalog, ResourceSnapshotJobRoleArn: roleArn || undefined };
    }),
);

const roleArnOf = (identifier: string | undefined, account: string): string => {
  if (!identifier || identifier.startsWith('arn:')) return identifier ?? '';
  return `arn:aws:iam::${account}:role/${identifier}`;
};
