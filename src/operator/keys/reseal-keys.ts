import Type from 'typebox';
import { resealInstallationKeys } from '../../access/installation-keys.ts';
import { purposeOf } from '../../access/stored-principals.ts';
import { changeSecretsAfter } from '../../store/repositories/connection-secrets.ts';
import { lockKeysAfter, updateKey } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam } from '../iam-changes.ts';

const BATCH_SIZE = 200;

type Last = Awaited<ReturnType<typeof changeSecretsAfter>>['last'];

/** Costs one transaction per 200 keys or connections, and one statement for each that is encrypted anew. */
export const resealKeys = action({
  name: 'keys.reseal',
  method: 'POST',
  path: '/_cosell/keys/reseal',
  isIdempotent: true,
  summary:
    'Encrypts all secrets with the current secrets key, the first one that the servers were started with. Afterwards they ' +
    'need no older one.',
  scope: 'admin',
  takes: Type.Object({}),
  answers: Type.Object({ resealed: Type.Integer() }),
  command: { example: 'cosell keys reseal' },
  handle: async (_input, operator) => {
    const { secrets } = operator.iam;
    /** Encrypts the secrets of a batch of connections anew. */
    const resealConnectionsAfter = (after: Last) =>
      operator.transaction(({ tx }) =>
        changeSecretsAfter(tx, after, (kept, purpose) => secrets.reprotect(tx, kept, purpose)),
      );
    /** Encrypts a batch of keys anew. Returns how many were, and the last key of a full batch. */
    const resealAfter = (after: string) =>
      changeIam(operator, async (tx) => {
        const rows = await lockKeysAfter(tx, after, BATCH_SIZE);
        let count = 0;
        for (const row of rows) {
          const secret = await secrets.reseal(tx, row.secret, purposeOf(row));
          if (secret === undefined) continue;
          await updateKey(tx, row.access_key_id, { secret });
          count += 1;
        }
        if (rows.length === BATCH_SIZE) return { count, last: rows.at(-1)?.access_key_id };
        count += await resealInstallationKeys(tx, secrets);
        await secrets.endRotation(tx);
        return { count };
      });
    let resealed = 0;
    for (let after: Last, isFirst = true; isFirst || after; isFirst = false) {
      const { count, last } = await resealConnectionsAfter(after);
      resealed += count;
      after = last;
    }
    for (let after: string | undefined = ''; after !== undefined; ) {
      const { count, last }: { count: number; last?: string | undefined } = await resealAfter(after);
      resealed += count;
      after = last;
    }
    return { resealed };
  },
});
