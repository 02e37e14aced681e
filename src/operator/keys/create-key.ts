import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { refusal } from '../clock-state.ts';
import { changeIam, refuseConfigured, requireNamed } from '../iam-changes.ts';
import { NewKey, UserName } from '../iam-schemas.ts';
import { addKey } from '../key-changes.ts';
import { AccountId } from '../schemas.ts';

export const createKey = action({
  name: 'keys.create',
  method: 'POST',
  path: '/_cosell/keys',
  onlyAdds: true,
  summary: 'Creates an access key of a user, or of the root of an account. Its secret is shown only now.',
  scope: 'admin',
  takes: Type.Object({
    account: AccountId,
    user: Type.Optional(UserName),
    secretEnv: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z_][A-Za-z0-9_]{0,127}$',
        description: 'Store no secret: each server reads it from this environment variable.',
      }),
    ),
    secretFile: Type.Optional(
      Type.String({
        pattern: '^/',
        maxLength: 1024,
        description: 'Store no secret: each server reads it from this file.',
      }),
    ),
  }),
  answers: NewKey,
  command: { example: 'cosell keys create --account 111122223333 --user connector' },
  handle: async ({ account: given, user = '', secretEnv, secretFile }, operator) => {
    const account = normalAccount(given) ?? given;
    if (secretEnv !== undefined && secretFile !== undefined) {
      throw refusal('secretFile', 'excludes secretEnv');
    }
    const reference =
      secretEnv !== undefined
        ? { env: secretEnv }
        : secretFile !== undefined
          ? { file: secretFile }
          : undefined;
    if (user !== '') await refuseConfigured(operator, 'iam_users', { account, name: user });
    return changeIam(operator, async (tx) => {
      if (user !== '') await requireNamed(tx, 'iam_users', { account, name: user });
      return addKey(tx, operator, { account, user }, reference);
    });
  },
});
