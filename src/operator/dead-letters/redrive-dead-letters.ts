import Type from 'typebox';
import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { afterCommit } from '../../store/index.ts';
import { type Redriven, redriveDeadLetters as redrive } from '../../store/repositories/dead-letters.ts';
import { action } from '../action.ts';
import { AccountId, SubscriptionId } from '../schemas.ts';

/** How many one transaction marks: it takes some milliseconds. */
const MARKED_AT_ONCE = 500;

/** Costs three statements for each 500 letters, in transactions of their own: others run between them. */
export const redriveDeadLetters = action({
  name: 'deadLetters.redrive',
  method: 'POST',
  path: '/_cosell/dead-letters/redrive',
  onlyAdds: true,
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
    const mark = (which: Redriven) =>
      transaction(async ({ tx }) => {
        afterCommit(tx, services.recorded.announce);
        return redrive(tx, which, now);
      });
    let sum = 0;
    for (const some of ids ? parts(ids) : []) sum += (await mark({ ids: some })).redriven;
    const filter = {
      account: account === undefined ? undefined : (normalAccount(account) ?? account),
      subscription: target,
    };
    // Only forwards, so that one that fails again meanwhile is not marked twice.
    for (let after: string | undefined = ids ? undefined : ''; after !== undefined; ) {
      const { redriven, last } = await mark({ ...filter, after, limit: MARKED_AT_ONCE });
      sum += redriven;
      after = last;
    }
    return { redriven: sum };
  },
});

const parts = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / MARKED_AT_ONCE) }, (_, part) =>
    ids.slice(part * MARKED_AT_ONCE, (part + 1) * MARKED_AT_ONCE),
  );

const wrongChoice = () =>
  requestValidationFailed([
    { Message: 'Give ids, or else an account, a target, or both.', Code: 'INVALID_VALUE' },
  ]);
