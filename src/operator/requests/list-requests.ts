import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { Outcome, RequestEntry } from '../request-schemas.ts';
import { journalOf } from '../require-journal.ts';
import { AccountId, nextOfNewest, oneOf, pageOfNewest } from '../schemas.ts';
import { showRequests } from '../show-request.ts';

/** Reads the journal of this node. */
export const listRequests = action({
  name: 'requests.list',
  method: 'GET',
  path: '/_cosell/requests',
  summary: 'Lists the newest calls of this node to any service, refused ones too, newest first.',
  own: 'cosell:ReadRequests',
  takes: Type.Object({
    account: Type.Optional(AccountId),
    operation: Type.Optional(Type.String({ maxLength: 100, description: 'E.g. GetOpportunity.' })),
    service: Type.Optional(oneOf(['partnercentral-selling', 'events', 'sts'] as const, 'A service.')),
    outcome: Type.Optional(Outcome),
    errorCode: Type.Optional(Type.String({ maxLength: 100, description: 'E.g. ValidationException.' })),
    resource: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 400,
        description: 'An id or ARN that the request or its response names.',
      }),
    ),
    caused: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'The id of an event or a task: lists the call that has caused it.',
      }),
    ),
    ...pageOfNewest({ most: 1_000, usual: 100 }),
  }),
  answers: Type.Object({
    requests: Type.Array(RequestEntry),
    next: nextOfNewest('calls'),
  }),
  command: {
    words: 'requests',
    follow: { member: 'requests', event: 'request' },
    show: showRequests,
    pages: (answer) =>
      (answer as { requests: RequestEntry[] }).requests.flatMap((entry) =>
        pageOf('request', entry.id, entry),
      ),
    example: 'cosell requests --outcome refused --account 111122223333',
  },
  handle: async ({ account, after, limit = 100, ...filter }, { journal }) => {
    const wanted = { ...filter, account: account && (normalAccount(account) ?? account) };
    const { requests, next } = await journalOf(journal).list(wanted, {
      after: after === undefined ? undefined : Number(after),
      limit,
    });
    return { requests, ...(next !== undefined && { next: String(next) }) };
  },
});
