import type { Static } from 'typebox';
import { newKeyId, newSecretAccessKey } from '../access/key-ids.ts';
import { NoSecretsKeyError, type SecretReference } from '../access/secrets.ts';
import { purposeOf } from '../access/stored-principals.ts';
import {
  ConflictException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
} from '../model/errors.ts';
import { countKeys, insertKey, lockKey } from '../store/repositories/iam.ts';
import type { IamAccessKeys } from '../store/tables/iam-access-keys.ts';
import type { Queries } from '../store/tables.ts';
import type { Operator } from './action.ts';
import type { NewKey } from './iam-schemas.ts';
import { showKey } from './show-iam.ts';

/** Keys of a user, or of an account's root. AWS docs: IAM user guide, "IAM and AWS STS quotas". */
const MOST_KEYS = 2;

/** Who a key is for: a user, or the root of the account. */
export interface KeyOwner {
  account: string;
  /** The empty text: the root. */
  user: string;
}

/**
 * Creates a key, with a new secret or with one that each server reads. Throws ServiceQuotaExceededException if the owner has
 * two keys, and ConflictException if there is no key to encrypt the secret with.
 */
export const addKey = async (
  tx: Queries,
  { iam: { secrets }, services: { clock } }: Operator,
  { account, user }: KeyOwner,
  reference?: SecretReference,
): Promise<Static<typeof NewKey>> => {
  if ((await countKeys(tx, account, user)) >= MOST_KEYS) {
    throw ServiceQuotaExceededException(
      `${nameOf({ account, user })} can have ${MOST_KEYS} access keys. Revoke one first.`,
    );
  }
  const id = { access_key_id: newKeyId('AKIA'), account_id: account, user_name: user };
  const secretAccessKey = newSecretAccessKey();
  const secret = await secrets.keep(tx, reference ?? secretAccessKey, purposeOf(id)).catch((error) => {
    throw error instanceof NoSecretsKeyError ? ConflictException(error.message) : error;
  });
  const row: IamAccessKeys = { ...id, secret, status: 'Active', created_at: clock.now() };
  await insertKey(tx, row);
  return { ...showKey(row), ...(!reference && { secretAccessKey }) };
};

const nameOf = ({ account, user }: KeyOwner): string =>
  user === '' ? `The root of ${account}` : `The user ${user} of ${account}`;

/** Returns a key and locks it. Throws ResourceNotFoundException, or ConflictException for one of the configuration. */
export const requireKey = async (
  tx: Queries,
  { iam: { configured } }: Operator,
  accessKeyId: string,
): Promise<IamAccessKeys> => {
  if (await configured.findKey(accessKeyId)) {
    throw ConflictException(
      `The access key ${accessKeyId} is defined by the configuration file of the server. Change it there, and send the server SIGHUP.`,
    );
  }
  const row = await lockKey(tx, accessKeyId);
  if (row) return row;
  throw ResourceNotFoundException(`There is no access key ${accessKeyId}.`);
};
