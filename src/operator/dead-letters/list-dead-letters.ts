import Type, { type Static } from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { findDeadLetters } from '../../store/repositories/dead-letters.ts';
import type { DeadLetters } from '../../store/tables/dead-letters.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { AccountId, SubscriptionId } from '../schemas.ts';

/** An event that could not be delivered. */
export const DeadLetter = Type.Object({
  id: Type.String(),
  account: Type.Optional(Type.String({ description: 'The account of the target; absent for a webhook.' })),
  target: SubscriptionId,
  state: Type.Union([Type.Literal('dead'), Type.Literal('redriven')], {
    description: 'redriven while it waits for the next attempt.',
  }),
  since: Type.String({ description: 'When it entered this state.' }),
  attempts: Type.Integer({ description: 'Number of attempts, since the redrive if there was one.' }),
  error: Type.String({
    description: 'The error of the last attempt: a code of EventBridge and a message.',
  }),
  event: Type.Object({}, { additionalProperties: true, description: 'The envelope of the event.' }),
});

export type DeadLetter = Static<typeof DeadLetter>;

/** Costs one query. */
export const listDeadLetters = action({
  name: 'deadLetters.list',
  method: 'GET',
  path: '/_cosell/dead-letters',
  summary: 'Lists events that could not be delivered to a target, in their order.',
  own: 'cosell:ReadDeadLetters',
  takes: Type.Object({
    account: Type.Optional(AccountId),
    target: Type.Optional(SubscriptionId),
    after: Type.Optional(Type.String({ maxLength: 100, description: 'The `next` of an earlier response.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  }),
  answers: Type.Object({
    deadLetters: Type.Array(DeadLetter),
    next: Type.Optional(Type.String({ description: 'The `after` of the next page; absent on the last.' })),
  }),
  command: {
    words: 'dead-letters',
    pages: (answer) =>
      (answer as { deadLetters: DeadLetter[] }).deadLetters.flatMap((letter) =>
        pageOf('deadLetter', letter.id, letter),
      ),
    example: 'cosell dead-letters --account 111122223333',
  },
  handle: async ({ account, target, after = '', limit = 100 }, { reads }) => {
    const filter = {
      account: account === undefined ? undefined : (normalAccount(account) ?? account),
      subscription: target,
    };
    const found = await findDeadLetters(reads, filter, after, limit + 1);
    const letters = found.slice(0, limit);
    const last = letters.at(-1);
    return {
      deadLetters: letters.map(showDeadLetter),
      ...(found.length > limit && last && { next: last.id }),
    };
  },
});

export const showDeadLetter = (letter: DeadLetters) => ({
  id: letter.id,
  ...(letter.account_id && { account: letter.account_id }),
  target: letter.subscription_id,
  state: letter.state,
  since: letter.created_at,
  attempts: letter.attempts,
  error: letter.last_error,
  event: JSON.parse(letter.event),
});
