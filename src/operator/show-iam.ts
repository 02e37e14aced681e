import { iamArn } from '../access/iam-names.ts';
import { permissionsOf, roleOf, userOf } from '../access/stored-principals.ts';
import type { IamAccessKeys } from '../store/tables/iam-access-keys.ts';
import type { IamPolicies } from '../store/tables/iam-policies.ts';
import type { IamRoles } from '../store/tables/iam-roles.ts';
import type { IamUsers } from '../store/tables/iam-users.ts';
import type { ShownKey, ShownPolicy, ShownRole, ShownUser } from './iam-schemas.ts';

/** The operator's view of a user. */
export const showUser = (row: IamUsers): ShownUser => {
  const { account, name, path, arn, userId } = userOf(row);
  return { account, name, path, arn, userId, ...shownPermissions(row) };
};

/** The operator's view of a role. */
export const showRole = (row: IamRoles): ShownRole => {
  const { account, name, path, arn, roleId, trustPolicy, maxSessionSeconds } = roleOf(row);
  return { account, name, path, arn, roleId, trustPolicy, maxSessionSeconds, ...shownPermissions(row) };
};

const shownPermissions = (row: IamUsers | IamRoles) => {
  const { policies, policyArns } = permissionsOf(row);
  return { policies: [...policies], policyArns: [...policyArns], createdAt: row.created_at };
};

/** The operator's view of a managed policy. */
export const showPolicy = (row: IamPolicies): ShownPolicy => {
  const named = { account: row.account_id, name: row.name, path: row.path };
  return {
    ...named,
    arn: iamArn('policy', named),
    policyId: row.policy_id,
    document: row.document,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
};

/** The operator's view of a key, without its secret. */
export const showKey = (row: IamAccessKeys): ShownKey => ({
  account: row.account_id,
  ...(row.user_name !== '' && { user: row.user_name }),
  accessKeyId: row.access_key_id,
  status: row.status,
  createdAt: row.created_at,
});
