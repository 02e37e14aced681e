import Type from 'typebox';
import { deleteKey } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam } from '../iam-changes.ts';
import { AccessKeyId } from '../iam-schemas.ts';
import { requireKey } from '../key-changes.ts';

export const revokeKey = action({
  name: 'keys.revoke',
  method: 'DELETE',
  path: '/_cosell/keys/{accessKeyId}',
  summary: 'Deletes an access key. Once this is answered, every server refuses it.',
  scope: 'admin',
  takes: Type.Object({ accessKeyId: AccessKeyId }),
  answers: Type.Object({}),
  command: { argument: 'accessKeyId', example: 'cosell keys revoke AKIA2ABCDEFGHIJKLMNO' },
  handle: ({ accessKeyId }, operator) =>
    changeIam(operator, async (tx) => {
      await requireKey(tx, operator, accessKeyId);
      await deleteKey(tx, accessKeyId);
      return {};
    }),
});
