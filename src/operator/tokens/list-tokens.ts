import Type from 'typebox';
import { listTokens as findTokens } from '../../store/repositories/operator-tokens.ts';
import { action } from '../action.ts';
import { cut, pageOf } from '../iam-pages.ts';
import { next, paging } from '../iam-schemas.ts';
import { ShownToken, showToken } from '../token-schemas.ts';

/** Costs one query by key, however many tokens there are. */
export const listTokens = action({
  name: 'tokens.list',
  method: 'GET',
  path: '/_cosell/tokens',
  summary: 'Lists the tokens for the operator’s routes, by name, without what they are.',
  takes: Type.Object({ ...paging }),
  answers: Type.Object({ tokens: Type.Array(ShownToken), next }),
  command: { example: 'cosell tokens list' },
  handle: async (given, { reads }) => {
    const page = pageOf(given, 1);
    const { page: shown, ...more } = cut(await findTokens(reads, page), page.limit, ({ name }) => [name]);
    return { tokens: shown.map(showToken), ...more };
  },
});
