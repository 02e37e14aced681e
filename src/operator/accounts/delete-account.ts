import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { deleteAccountState, deletePrincipals } from '../../store/repositories/account-state.ts';
import { action } from '../action.ts';
import { replaceState } from '../replace-state.ts';
import { AccountId } from '../schemas.ts';

/** Costs some dozens of statements. Everything else waits until it is done. */
export const deleteAccount = action({
  name: 'accounts.delete',
  method: 'DELETE',
  path: '/_cosell/accounts/{id}',
  summary:
    'Deletes everything that belongs to an account alone, as reset does, and its users, access keys, roles and policies, too.',
  scope: 'admin',
  takes: Type.Object({ id: AccountId }),
  answers: Type.Object({}),
  command: { argument: 'id', example: 'cosell accounts delete 111122223333' },
  handle: async ({ id }, operator) => {
    const account = normalAccount(id) ?? id;
    await replaceState(operator, async (tx) => {
      await deleteAccountState(tx, account);
      await deletePrincipals(tx, account);
      await operator.putConfigured(tx);
    });
    return {};
  },
});
