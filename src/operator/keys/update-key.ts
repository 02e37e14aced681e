import Type from 'typebox';
import { updateKey as keepKey } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam } from '../iam-changes.ts';
import { AccessKeyId, KeyStatus, ShownKey } from '../iam-schemas.ts';
import { requireKey } from '../key-changes.ts';
import { showKey } from '../show-iam.ts';

export const updateKey = action({
  name: 'keys.update',
  method: 'PUT',
  path: '/_cosell/keys/{accessKeyId}',
  summary: 'Makes an access key inactive, or active again.',
  scope: 'admin',
  takes: Type.Object({ accessKeyId: AccessKeyId, status: KeyStatus }),
  answers: ShownKey,
  command: { argument: 'accessKeyId', example: 'cosell keys update AKIA2ABCDEFGHIJKLMNO --status Inactive' },
  handle: ({ accessKeyId, status }, operator) =>
    changeIam(operator, async (tx) => {
      const row = await requireKey(tx, operator, accessKeyId);
      await keepKey(tx, accessKeyId, { status });
      return showKey({ ...row, status });
    }),
});
