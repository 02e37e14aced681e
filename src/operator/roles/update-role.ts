import Type from 'typebox';
import { updateNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, refuseConfigured, requireNamed } from '../iam-changes.ts';
import { MaxSessionSeconds, PolicyDocument, RoleName, ShownRole } from '../iam-schemas.ts';
import { readDocument } from '../policy-documents.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

export const updateRole = action({
  name: 'roles.update',
  method: 'PUT',
  path: '/_cosell/roles/{account}/{name}',
  summary: 'Changes who may assume a role, and for how long. What is not given stays.',
  scope: 'admin',
  takes: Type.Object({
    account: AccountId,
    name: RoleName,
    trustPolicy: Type.Optional(PolicyDocument),
    maxSessionSeconds: Type.Optional(MaxSessionSeconds),
  }),
  answers: ShownRole,
  command: {
    argument: 'name',
    example: 'cosell roles update crm --account 111122223333 --max-session-seconds 7200',
  },
  handle: async ({ trustPolicy, maxSessionSeconds, ...given }, operator) => {
    const key = keyOf(given);
    await refuseConfigured(operator, 'iam_roles', key);
    const trust_policy =
      trustPolicy === undefined ? undefined : readDocument('trustPolicy', trustPolicy, 'trust');
    return changeIam(operator, async (tx) => {
      const row = await requireNamed(tx, 'iam_roles', key);
      const changed = {
        trust_policy: trust_policy ?? row.trust_policy,
        max_session_seconds: maxSessionSeconds ?? row.max_session_seconds,
      };
      await updateNamed(tx, 'iam_roles', key, changed);
      return showRole({ ...row, ...changed });
    });
  },
});
