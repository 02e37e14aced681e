import { PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import type { Keys } from '../../kit/http/sign.ts';
import { normalAccount } from '../../rules/accounts.ts';

/** Where calls of a profile go, and with which keys. */
export interface Profile {
  region: string;
  /** Of AWS, in that region. */
  endpoint: URL;
  /** The current keys: they are fetched again before they expire. */
  keys(): Promise<Keys>;
}

/**
 * Finds region and keys as every AWS SDK does: environment, shared files, SSO, a process, a role, the machine's metadata. Throws an
 * Error that says what to do if there are no keys.
 */
export const openProfile = async (
  profile: string | undefined,
  region: string | undefined,
): Promise<Profile> => {
  const { config } = new PartnerCentralSellingClient({
    ...(profile && { profile }),
    ...(region && { region }),
  });
  const found = await config.region().catch(() => DEFAULT_REGION);
  const keys = async (): Promise<Keys> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await config
      .credentials()
      .catch((error: Error) => {
        const whose =
          profile === undefined ? 'There are no AWS keys' : `The profile ${profile} has no AWS keys`;
        throw new Error(
          `${whose}: ${error.message} Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, sign in (aws sso login), or name another with --profile.`,
        );
      });
    return { accessKeyId, secretAccessKey, sessionToken };
  };
  await keys();
  return { region: found, endpoint: config.endpointProvider({ Region: found }).url, keys };
};

/** The API has one region. AWS docs: General Reference, "AWS Partner Central endpoints and quotas". */
const DEFAULT_REGION = 'us-east-1';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Where the number of the account begins in what a key encodes, and its bits. */
const [SPARE_BITS, ACCOUNT_BITS] = [1n, 40n];

/**
 * Returns the account of a key. cosell without signatures takes the account itself as a key; AWS encodes it in the id, which
 * GetAccessKeyInfo reads. Undefined if neither is so.
 */
export const accountOfKey = (accessKeyId: string): string | undefined => {
  const named = normalAccount(accessKeyId);
  if (named !== undefined || !/^A(?:KIA|SIA)[A-Z2-7]{16}$/.test(accessKeyId)) return named;
  const letters = accessKeyId.slice(4, 4 + 10);
  const bits = [...letters].reduce((sum, letter) => (sum << 5n) | BigInt(ALPHABET.indexOf(letter)), 0n);
  const number = (bits >> (50n - SPARE_BITS - ACCOUNT_BITS)) & ((1n << ACCOUNT_BITS) - 1n);
  return String(number).padStart(12, '0');
};
