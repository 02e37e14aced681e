import { deflateRawSync } from 'node:zlib';
import type { Session } from '../access/caller.ts';
import { PolicyError } from '../kit/policy/faults.ts';
import { parsePolicy } from '../kit/policy/policy.ts';
import { ValidationError } from '../kit/service/errors.ts';
import { MalformedPolicyDocument, PackedPolicyTooLarge } from './errors.ts';

/**
 * Limit of policies and tags together. reported: a session policy has 2,048 packed bytes. How AWS packs is not known.
 */
const MAX_PACKED_BYTES = 2048;

/** Checks the policies of a request for a session of an account's role. Throws STS's errors. */
export const checkPolicies = (
  { policy, policyArns }: { policy: string | undefined; policyArns: readonly string[] },
  account: string,
): void => {
  if (policy !== undefined) checkSessionPolicy(policy);
  for (const policyArn of policyArns) {
    const owner = /^arn:aws:iam::(aws|\d{12}):policy\/[\x21-\x7e]+$/.exec(policyArn)?.[1];
    if (owner !== 'aws' && owner !== account) throw ValidationError(`${policyArn} is invalid`);
  }
};

const checkSessionPolicy = (text: string): void => {
  try {
    parsePolicy(text, 'session');
  } catch (error) {
    throw error instanceof PolicyError ? MalformedPolicyDocument(error.message) : error;
  }
};

/** Returns the percentage of the packed size that policies and tags take. Returns undefined if there are none. */
export const packedPercentOf = ({
  policy,
  policyArns,
  tags,
}: Pick<Session, 'policy' | 'policyArns' | 'tags'>) => {
  if (policy === undefined && policyArns === undefined && tags === undefined) return undefined;
  const packed = deflateRawSync(JSON.stringify({ policy, policyArns, tags })).length;
  const percent = Math.ceil((packed * 100) / MAX_PACKED_BYTES);
  if (percent <= 100) return percent;
  throw PackedPolicyTooLarge(
    `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
  );
};
