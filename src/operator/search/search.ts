import Type from 'typebox';
import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { AccountId, Catalog } from '../schemas.ts';
import { MOST_SEARCHED, SearchResult, searchPlace } from '../search-results.ts';

/** Costs what `searchPlace` costs, for each catalog: it does not depend on how much there is. */
export const search = action({
  name: 'search',
  method: 'GET',
  path: '/_cosell/search',
  summary: 'Finds what an account has by id, title or company.',
  own: 'cosell:Search',
  takes: Type.Object({
    account: AccountId,
    text: Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'The beginning of an id, of a task the whole; or a part of a title or company, in any case.',
    }),
    catalog: Type.Optional(Catalog),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 50,
        default: 10,
        description: 'Maximum number of results of each kind and catalog.',
      }),
    ),
  }),
  answers: Type.Object({
    results: Type.Array(SearchResult),
    isComplete: Type.Boolean({
      description:
        `Whether these are all. Titles and companies are searched among the ${MOST_SEARCHED} newest things of each kind, ` +
        'and customers of all opportunities by the beginning of their name.',
    }),
  }),
  command: { argument: 'text', example: 'cosell search "Example Corp" --account 111122223333' },
  handle: async ({ account: given, text: spaced, catalog, limit = 10 }, { reads, now }) => {
    const account = normalAccount(given) ?? given;
    const text = spaced.trim();
    if (text === '') throw noText();
    const catalogs = catalog ? [catalog] : (['AWS', 'Sandbox'] as const);
    const results: SearchResult[] = [];
    let isComplete = true;
    for (const each of catalogs) {
      const found = await searchPlace(reads, { account, catalog: each, text, limit, now });
      results.push(...found.results);
      isComplete &&= found.isComplete;
    }
    return { results, isComplete };
  },
});

const noText = () =>
  requestValidationFailed([
    { FieldName: 'text', Message: 'text has to be more than spaces.', Code: 'INVALID_VALUE' },
  ]);
