import Type from 'typebox';
import { rootOf } from '../../access/caller.ts';
import { ServiceUnavailable } from '../../kit/service/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { AccountId } from '../schemas.ts';

const DEFAULT_SECONDS = 3_600;

/** Costs no query: the session is sealed into its token. AWS docs: API_GetSessionToken, which has the same bounds. */
export const createSession = action({
  name: 'sessions.create',
  method: 'POST',
  path: '/_cosell/sessions',
  onlyAdds: true,
  summary:
    'Issues temporary credentials of the root of an account, with which the operator acts as it. Policies do not limit them.',
  scope: 'admin',
  takes: Type.Object({
    account: AccountId,
    seconds: Type.Optional(
      Type.Integer({
        minimum: 900,
        maximum: 129_600,
        default: DEFAULT_SECONDS,
        description: 'How long they are valid.',
      }),
    ),
  }),
  answers: Type.Object({
    accessKeyId: Type.String(),
    secretAccessKey: Type.String(),
    sessionToken: Type.String(),
    expiration: Type.String({ description: 'By the clock of the server.' }),
  }),
  command: { words: 'sessions create', argument: 'account', example: 'cosell sessions create 111122223333' },
  handle: async ({ account, seconds = DEFAULT_SECONDS }, { sessions }) => {
    const root = rootOf(normalAccount(account) ?? account);
    if (!sessions) throw ServiceUnavailable('Only a server that listens issues sessions.');
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = sessions.begin(root, seconds);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  },
});
