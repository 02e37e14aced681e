import { createHash, randomBytes } from 'node:crypto';
import { base32 } from './base32.ts';

/** `AKIA`: a key of a user or account; `ASIA`: a temporary key. AWS docs: IAM user guide, "IAM identifiers". */
export type KeyPrefix = 'AKIA' | 'ASIA';

const RANDOM_BYTES = 8;
const RANDOM_LENGTH = 12;
const CHECK_LENGTH = 4;
const form = /^([A-Z]{4})([A-Z2-7]{12})([A-Z2-7]{4})$/;

/**
 * Creates an id of 20 characters, as AWS's have: the prefix, twelve random ones, and a checksum of four. By the checksum,
 * ids that no cosell server made are recognized without a query. It is no secret.
 */
export const newKeyId = (prefix: KeyPrefix): string => {
  const random = base32(randomBytes(RANDOM_BYTES)).slice(0, RANDOM_LENGTH);
  return prefix + random + checkOf(random);
};

/** Whether `newKeyId` may have created an id. */
export const isKeyId = (prefix: KeyPrefix, id: string): boolean => {
  const [, start, random, check] = form.exec(id) ?? [];
  return start === prefix && random !== undefined && check === checkOf(random);
};

const checkOf = (random: string): string =>
  base32(createHash('sha256').update(`cosell ${random}`).digest()).slice(0, CHECK_LENGTH);

/** Creates a secret access key of 40 characters, as AWS's have: 30 random bytes in base64. */
export const newSecretAccessKey = (): string => randomBytes(30).toString('base64');

/** Creates the unique id of a resource: `AIDA…`. */
export const newUniqueId = (prefix: string): string => prefix + base32(randomBytes(11)).slice(0, 17);
