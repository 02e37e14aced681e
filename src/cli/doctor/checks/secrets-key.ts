import { usedKeyIds } from '../../../access/secrets.ts';
import { secretsKeysOf } from '../../../access/secrets-key-file.ts';
import { createKeyRing } from '../../../kit/service/key-ring.ts';
import { secretsKeysOf as givenKeys } from '../../given-secrets.ts';
import { check, ok, problem } from '../check.ts';

/** Whether the keys that the stored secrets are encrypted with are there. */
export const secretsKey = check('secrets-key', 'Secrets key', async ({ flags, rows, location, failure }) => {
  if (failure) return [];
  const { given } = await secretsKeysOf(location, await givenKeys(flags));
  const tables = (await rows?.introspection.getTables()) ?? [];
  const used = rows && tables.some(({ name }) => name === 'meta') ? await usedKeyIds(rows) : [];
  const there = new Set(given.flatMap((key) => createKeyRing([key]).ids));
  const missing = used.filter((id) => !there.has(id));
  if (missing.length > 0) {
    return [
      problem(
        `The secrets in the data are encrypted with the key ${missing.join(', ')}, which is not here: no server starts.`,
        'Give it by --secrets-key-file or COSELL_SECRETS_KEY, or put secrets.key back into the data folder.',
      ),
    ];
  }
  return [
    ok(
      used.length > 0
        ? `The secrets key ${used.join(', ')} is here.`
        : 'The data has no encrypted secrets yet.',
    ),
  ];
});
