import Type from 'typebox';
import { snippetLanguages } from '../../kit/snippet/index.ts';
import { ResourceNotFoundException } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { RequestDetail } from '../request-detail-schemas.ts';
import { RequestId } from '../request-schemas.ts';
import { journalOf } from '../require-journal.ts';
import { AccountId, oneOf } from '../schemas.ts';
import { codeText, showRequest } from '../show-request.ts';

export const getRequest = action({
  name: 'requests.get',
  method: 'GET',
  path: '/_cosell/requests/{id}',
  summary: 'Returns a call of this node: what was sent, what came back, and why.',
  own: 'cosell:ReadRequests',
  takes: Type.Object({
    id: RequestId,
    account: Type.Optional(AccountId),
    as: Type.Optional(
      oneOf(snippetLanguages, 'Also writes the call as code that repeats it, without secrets.'),
    ),
  }),
  answers: RequestDetail,
  command: {
    words: 'requests show',
    argument: 'id',
    show: showRequest,
    text: codeText,
    pages: (answer) => pageOf('request', (answer as RequestDetail).id, answer as RequestDetail),
    isOfOne: true,
    example: 'cosell requests show 1f0c1f5e-8a1c-4a5e-9d2b-3b8f6f0e7a11',
  },
  handle: async ({ id, account, as }, { journal }) => {
    const kept = journalOf(journal);
    const eventsOf = account === undefined ? undefined : (normalAccount(account) ?? account);
    const detail = await kept.get(id, { eventsOf });
    const isOf = eventsOf === undefined || detail?.account === eventsOf;
    // Asked again, because a call of another account has to look like none, whether it can be code or not.
    if (detail && isOf) return (as && (await kept.get(id, { language: as, eventsOf }))) ?? detail;
    throw ResourceNotFoundException(
      `The journal of the node ${kept.node} has no request ${id}: another node answered it, or ${kept.capacity} calls came after it.`,
    );
  },
});
