import Type from 'typebox';
import { ResourceNotFoundException } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { findDeadLetter } from '../../store/repositories/dead-letters.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { AccountId } from '../schemas.ts';
import { DeadLetter, showDeadLetter } from './list-dead-letters.ts';

/** Costs one query by key. */
export const getDeadLetter = action({
  name: 'deadLetters.get',
  method: 'GET',
  path: '/_cosell/dead-letters/{id}',
  summary: 'Returns an event that could not be delivered to a target, and why.',
  own: 'cosell:ReadDeadLetters',
  takes: Type.Object({
    id: Type.String({ minLength: 1, maxLength: 200 }),
    account: Type.Optional(AccountId),
  }),
  answers: DeadLetter,
  command: {
    words: 'dead-letters show',
    argument: 'id',
    pages: (answer) => pageOf('deadLetter', (answer as DeadLetter).id, answer as DeadLetter),
    isOfOne: true,
    example: 'cosell dead-letters show 000000000000017-1f0c1f5e-8a1c-4a5e-9d2b-3b8f6f0e7a11',
  },
  handle: async ({ id, account }, { reads }) => {
    const letter = await findDeadLetter(reads, id);
    const isOf = account === undefined || letter?.account_id === (normalAccount(account) ?? account);
    if (letter && isOf) return showDeadLetter(letter);
    throw ResourceNotFoundException(
      `There is no dead letter ${id}: it was delivered since, or never existed.`,
    );
  },
});
