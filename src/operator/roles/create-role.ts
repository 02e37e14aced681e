import Type from 'typebox';
import { newUniqueId } from '../../access/key-ids.ts';
import { insertNamed } from '../../store/repositories/iam.ts';
import type { IamRoles } from '../../store/tables/iam-roles.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, refuseConfigured, taken } from '../iam-changes.ts';
import { MaxSessionSeconds, Path, PolicyDocument, RoleName, ShownRole } from '../iam-schemas.ts';
import { readDocument } from '../policy-documents.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

const DEFAULT_SESSION_SECONDS = 3600;

export const createRole = action({
  name: 'roles.create',
  method: 'POST',
  path: '/_cosell/roles',
  onlyAdds: true,
  summary: 'Creates a role without permissions.',
  scope: 'admin',
  takes: Type.Object({
    account: AccountId,
    name: RoleName,
    path: Type.Optional(Path),
    trustPolicy: PolicyDocument,
    maxSessionSeconds: Type.Optional(MaxSessionSeconds),
  }),
  answers: ShownRole,
  command: {
    argument: 'name',
    example: 'cosell roles create crm --account 111122223333 --trust-policy file://trust.json',
  },
  handle: async (
    { path = '/', trustPolicy, maxSessionSeconds = DEFAULT_SESSION_SECONDS, ...given },
    operator,
  ) => {
    const key = keyOf(given);
    await refuseConfigured(operator, 'iam_roles', key);
    const row: IamRoles = {
      account_id: key.account,
      name: key.name,
      folded_name: key.name.toLowerCase(),
      path,
      role_id: newUniqueId('AROA'),
      trust_policy: readDocument('trustPolicy', trustPolicy, 'trust'),
      max_session_seconds: maxSessionSeconds,
      policies: '[]',
      policy_arns: '[]',
      created_at: operator.services.clock.now(),
    };
    if (!(await changeIam(operator, (tx) => insertNamed(tx, 'iam_roles', row)))) taken('iam_roles', key);
    return showRole(row);
  },
});
