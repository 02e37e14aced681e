import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { deleteAccountState } from '../../store/repositories/account-state.ts';
import { writeState } from '../../store/state.ts';
import { action } from '../action.ts';
import { replaceState } from '../replace-state.ts';
import { AccountId } from '../schemas.ts';

/** Costs one statement per table, or some dozens for one account. Everything else waits until it is done. */
export const reset = action({
  name: 'reset',
  method: 'POST',
  path: '/_cosell/reset',
  isIdempotent: true,
  summary:
    'Deletes everything, including the moved clock and faults, except the accounts that the server was started with; ' +
    'or everything that belongs to one account only.',
  scope: 'admin',
  takes: Type.Object({ account: Type.Optional(AccountId) }),
  answers: Type.Object({ account: Type.Optional(AccountId) }),
  command: { argument: 'account', example: 'cosell reset 111122223333' },
  handle: async ({ account }, operator) => {
    const one = account === undefined ? undefined : normalAccount(account);
    await replaceState(operator, async (tx) => {
      await (one === undefined ? writeState(tx, new Map()) : deleteAccountState(tx, one));
      await operator.services.quotas.forget(tx, one);
      await operator.putConfigured(tx);
    });
    return one === undefined ? {} : { account: one };
  },
});
