import Type from 'typebox';
import { ResourceNotFoundException } from '../../model/errors.ts';
import { deleteToken } from '../../store/repositories/operator-tokens.ts';
import { action } from '../action.ts';
import { changeIam } from '../iam-changes.ts';
import { TokenName } from '../token-schemas.ts';

export const revokeToken = action({
  name: 'tokens.revoke',
  method: 'DELETE',
  path: '/_cosell/tokens/{name}',
  summary: 'Deletes a token. Once this is answered, every server refuses it.',
  scope: 'admin',
  takes: Type.Object({ name: TokenName }),
  answers: Type.Object({}),
  command: { argument: 'name', example: 'cosell tokens revoke ci' },
  handle: async ({ name }, operator) => {
    if (await changeIam(operator, (tx) => deleteToken(tx, name))) return {};
    throw ResourceNotFoundException(`There is no token ${name}.`);
  },
});
