import Type from 'typebox';
import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { afterCommit } from '../../store/index.ts';
import { redriveDeadLetters as redrive } from '../../store/repositories/dead-letters.ts';
import { action } from '../action.ts';
import { AccountId, SubscriptionId } from '../schemas.ts';

/** Costs two statements. */
export const redriveDeadLetters = action({
  name: 'deadLetters.redrive',
  method: 'POST',
  path: '/_cosell/dead-letters/redrive',
  summary:
    'Delivers dead letters again, before newer events: those with the ids, or all of an account or target.',
  takes: Type.Object({
    ids: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 1000 }),
    ),
    account: Type.Optional(AccountId),
    target: Type.Optional(SubscriptionId),
  }),
  answers: Type.Object({
    redriven: Type.Integer({
      description: 'How many. Excludes those whose target is gone and those being delivered.',
    }),
  }),
  command: { example: 'cosell dead-letters redrive --account 111122223333 --target rule/all-events/handler' },
  handle: async ({ ids, account, target }, { now, services, transaction }) => {
    const hasFilter = account !== undefined || target !== undefined;
    if ((ids !== undefined) === hasFilter) throw wrongChoice();
    const which = ids
      ? { ids }
      : {
          account: account === undefined ? undefined : (normalAccount(account) ?? account),
          subscription: target,
        };
    const redriven = await transaction(async ({ tx }) => {
      afterCommit(tx, services.recorded.announce);
      return redrive(tx, which, now);
    });
    return { redriven };
  },
});

const wrongChoice = () =>
  requestValidationFailed([
    { Message: 'Give ids, or else an account, a target, or both.', Code: 'INVALID_VALUE' },
  ]);
