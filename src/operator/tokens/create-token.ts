import Type from 'typebox';
import { newToken } from '../../access/operator-tokens.ts';
import { ConflictException } from '../../model/errors.ts';
import { insertToken } from '../../store/repositories/operator-tokens.ts';
import { action } from '../action.ts';
import { Duration, durationOf, requirePossible } from '../clock-state.ts';
import { changeIam } from '../iam-changes.ts';
import { ShownToken, showToken, TokenName, TokenScope } from '../token-schemas.ts';

/** Times are the machine's, because the operator's clock can be set back. */
export const createToken = action({
  name: 'tokens.create',
  method: 'POST',
  path: '/_cosell/tokens',
  onlyAdds: true,
  summary: 'Creates a token for the operator’s routes. It is shown only now.',
  scope: 'admin',
  takes: Type.Object({ name: TokenName, scope: TokenScope, expiresIn: Type.Optional(Duration) }),
  answers: Type.Object({ ...ShownToken.properties, token: Type.String() }),
  command: { argument: 'name', example: 'cosell tokens create ci --scope operate --expires-in 90d' },
  handle: async ({ name, scope, expiresIn }, operator) => {
    const now = operator.services.controls.clock.machineNow();
    const { token, hash } = newToken(name);
    const expires_at =
      expiresIn === undefined
        ? ''
        : requirePossible('expiresIn', Date.parse(now) + durationOf('expiresIn', expiresIn));
    const row = { name, hash, scope, created_at: now, expires_at };
    if (!(await changeIam(operator, (tx) => insertToken(tx, row)))) {
      throw ConflictException(`There is a token ${name} already. Revoke it, or choose another name.`);
    }
    return { ...showToken(row), token };
  },
});
