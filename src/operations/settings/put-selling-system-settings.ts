import { putSnapshotJobRole } from '../../store/repositories/settings.ts';
import { operation } from '../operation.ts';

/**
 * Replaces the caller's settings: the role of its snapshot jobs, by ARN or by name in its own account. Without a role,
 * it removes the role. Costs one transaction.
 */
export const putSellingSystemSettings = operation('PutSellingSystemSettings', 'Write', (input, call) =>
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
