import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { QuotaClass, quotaMembers } from '../quota-schema.ts';
import { AccountId } from '../schemas.ts';

/** Costs one query. */
export const showUsage = action({
  name: 'quotas.usage',
  method: 'GET',
  path: '/_cosell/quotas/usage',
  summary: 'Returns how many requests an account has sent in the last 24 hours, and how many it may send.',
  takes: Type.Object({ account: AccountId }),
  answers: Type.Object({
    account: AccountId,
    classes: Type.Array(
      Type.Object({
        class: QuotaClass,
        ...quotaMembers,
        usedInDay: Type.Optional(
          Type.Integer({ description: 'Requests of the last 24 hours; absent if they are not limited.' }),
        ),
      }),
    ),
  }),
  command: { example: 'cosell quotas usage --account 111122223333' },
  handle: async ({ account }, { services }) => {
    const id = normalAccount(account) ?? account;
    return { account: id, classes: await services.quotas.usage(id) };
  },
});
