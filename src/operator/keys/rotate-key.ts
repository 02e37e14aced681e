import Type from 'typebox';
import { action } from '../action.ts';
import { changeIam } from '../iam-changes.ts';
import { AccessKeyId, NewKey } from '../iam-schemas.ts';
import { addKey, requireKey } from '../key-changes.ts';

export const rotateKey = action({
  name: 'keys.rotate',
  method: 'POST',
  path: '/_cosell/keys/{accessKeyId}/rotate',
  onlyAdds: true,
  summary:
    'Creates another access key for the owner of a key. The old one stays valid until it is revoked, so that clients can ' +
    'change over.',
  scope: 'admin',
  takes: Type.Object({ accessKeyId: AccessKeyId }),
  answers: NewKey,
  command: { argument: 'accessKeyId', example: 'cosell keys rotate AKIA2ABCDEFGHIJKLMNO' },
  handle: ({ accessKeyId }, operator) =>
    changeIam(operator, async (tx) => {
      const { account_id: account, user_name: user } = await requireKey(tx, operator, accessKeyId);
      return addKey(tx, operator, { account, user });
    }),
});
