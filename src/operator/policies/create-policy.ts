import Type from 'typebox';
import { iamArn } from '../../access/iam-names.ts';
import { newUniqueId } from '../../access/key-ids.ts';
import { insertNamed } from '../../store/repositories/iam.ts';
import type { IamPolicies } from '../../store/tables/iam-policies.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, taken } from '../iam-changes.ts';
import { Path, PolicyDocument, PolicyName, ShownPolicy } from '../iam-schemas.ts';
import { readDocument } from '../policy-documents.ts';
import { AccountId } from '../schemas.ts';
import { showPolicy } from '../show-iam.ts';

export const createPolicy = action({
  name: 'policies.create',
  method: 'POST',
  path: '/_cosell/policies',
  onlyAdds: true,
  summary: 'Creates a managed policy of an account, to be attached to users and roles.',
  scope: 'admin',
  takes: Type.Object({
    account: AccountId,
    name: PolicyName,
    path: Type.Optional(Path),
    document: PolicyDocument,
  }),
  answers: ShownPolicy,
  command: {
    argument: 'name',
    example: 'cosell policies create read-only --account 111122223333 --document file://read.json',
  },
  handle: async ({ path = '/', document, ...given }, operator) => {
    const key = keyOf(given);
    if ((await operator.iam.configured.findManagedPolicy(iamArn('policy', { ...key, path }))) !== undefined) {
      taken('iam_policies', key);
    }
    const now = operator.services.clock.now();
    const row: IamPolicies = {
      account_id: key.account,
      name: key.name,
      folded_name: key.name.toLowerCase(),
      path,
      policy_id: newUniqueId('ANPA'),
      document: readDocument('document', document, 'managed'),
      created_at: now,
      modified_at: now,
    };
    if (!(await changeIam(operator, (tx) => insertNamed(tx, 'iam_policies', row))))
      taken('iam_policies', key);
    return showPolicy(row);
  },
});
