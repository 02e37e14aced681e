import Type from 'typebox';
import { findNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { keyOf, notThere } from '../iam-changes.ts';
import { PolicyName, ShownPolicy } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showPolicy } from '../show-iam.ts';

/** Costs one query. */
export const getPolicy = action({
  name: 'policies.get',
  method: 'GET',
  path: '/_cosell/policies/{account}/{name}',
  summary: 'Shows a managed policy of an account.',
  takes: Type.Object({ account: AccountId, name: PolicyName }),
  answers: ShownPolicy,
  command: { argument: 'name', example: 'cosell policies get read-only --account 111122223333' },
  handle: async (given, { reads }) => {
    const key = keyOf(given);
    const [row] = await findNamed(reads, 'iam_policies', [key]);
    return showPolicy(row ?? notThere('iam_policies', key));
  },
});
