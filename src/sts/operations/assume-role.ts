import { deflateRawSync } from 'node:zlib';
import type { Caller, Session, SessionTag } from '../../access/caller.ts';
import { derivedId } from '../../access/iam-names.ts';
import { PolicyError } from '../../kit/policy/faults.ts';
import { parsePolicy } from '../../kit/policy/policy.ts';
import { ValidationError } from '../../kit/service/errors.ts';
import type { Form } from '../../kit/service/query/form.ts';
import { chars, pattern, range } from '../../kit/shape/limit.ts';
import { parseRoleArn, type Role } from '../../rules/access/roles.ts';
import { InvalidParameterValue, MalformedPolicyDocument, PackedPolicyTooLarge } from '../errors.ts';
import { arn, name } from '../limits.ts';
import { notAuthorized, operation, sessionsOf } from '../operation.ts';
import { readMfa } from './get-session-token.ts';

// Limits of the members. Source: the service's model 2011-06-15 in botocore, and its documentation.
const policyDocument = pattern(String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`, 1, 2048);
const externalId = pattern(String.raw`[\w+=,.@:\/-]*`, 2, 1224);
const tagKey = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+`, 1, 128);
const tagValue = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 0, 256);
const MAX_POLICY_ARNS = 10;
const MAX_TAGS = 50;
const MAX_CONTEXTS = 5;
/**
 * Limit of policies and tags together. reported: a session policy has 2,048 packed bytes. How AWS packs is not known.
 */
const MAX_PACKED_BYTES = 2048;

const DEFAULT_SECONDS = 3600;
/** Limit for a role that is assumed with a temporary key. AWS docs: API_AssumeRole, DurationSeconds. */
const MAX_CHAINED_SECONDS = 3600;

/**
 * Issues a temporary key that acts as the account of a role. The server stores no roles: every role exists and trusts
 * every caller. AWS docs: API_AssumeRole.
 */
export const assumeRole = operation('AssumeRole', 'Write', async (form, call) => {
  const sessions = sessionsOf(call);
  const { caller } = call;
  const input = readInput(form);
  const role = roleOf(input, caller);
  checkPolicies(input, role);
  const session: Omit<Session, 'expiration'> = {
    account: role.account,
    arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${input.sessionName}`,
    userId: `${derivedId('role', role)}:${input.sessionName}`,
    roleArn: input.roleArn,
    ...(input.policy !== undefined && { policy: input.policy }),
    ...(input.policyArns.length > 0 && { policyArns: input.policyArns }),
    ...tagsOf(input, caller),
    ...sourceIdentityOf(input, caller),
  };
  return {
    SourceIdentity: session.sourceIdentity,
    AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
    Credentials: { ...sessions.begin(session, input.seconds) },
    PackedPolicySize: packedPercentOf(session),
  };
});

type AssumeRoleInput = ReturnType<typeof readInput>;

const readInput = (form: Form) => {
  const input = {
    roleArn: form.required('RoleArn', arn),
    sessionName: form.required('RoleSessionName', name),
    policyArns: form.list('PolicyArns', MAX_POLICY_ARNS, (one) => form.required(`${one}.arn`, arn)),
    policy: form.text('Policy', policyDocument),
    seconds: form.wholeNumber('DurationSeconds', range(900, 43_200)) ?? DEFAULT_SECONDS,
    tags: form.list('Tags', MAX_TAGS, (one) => ({
      Key: form.required(`${one}.Key`, tagKey),
      Value: form.required(`${one}.Value`, tagValue),
    })),
    transitiveTagKeys: form.list('TransitiveTagKeys', MAX_TAGS, (one) => form.required(one, tagKey)),
    sourceIdentity: form.text('SourceIdentity', name),
  };
  // Conditions of a role's trust policy: only their limits are checked; any value is accepted.
  form.text('ExternalId', externalId);
  form.list('ProvidedContexts', MAX_CONTEXTS, (one) => {
    form.text(`${one}.ProviderArn`, arn);
    form.text(`${one}.ContextAssertion`, chars(4, 2048));
  });
  const checkMfa = readMfa(form);
  form.check();
  checkMfa();
  return input;
};

const roleOf = ({ roleArn, seconds }: AssumeRoleInput, caller: Caller): Role => {
  const role = parseRoleArn(roleArn);
  // Another IAM resource, such as a user, which nobody may assume.
  if (!role && /^arn:aws:iam::\w+:(?!role\/)\w/.test(roleArn))
    throw notAuthorized(caller, 'sts:AssumeRole', roleArn);
  if (!role) throw ValidationError(`${roleArn} is invalid`);
  // reported: aws-vault issue 263, aws-runas issue 11; with a key of GetSessionToken too.
  if (caller.session && seconds > MAX_CHAINED_SECONDS) {
    throw ValidationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return role;
};

/** Returns the session's tags, given and inherited. AWS docs: "Pass session tags in AWS STS". */
const tagsOf = (
  { tags, transitiveTagKeys }: AssumeRoleInput,
  caller: Caller,
): Partial<Pick<Session, 'tags'>> => {
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  const transitive = new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
  const inherited = (caller.session?.tags ?? []).filter(({ isTransitive }) => isTransitive);
  if (keys.size < tags.length) {
    throw InvalidParameterValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (inherited.some(({ Key }) => keys.has(Key.toLowerCase()))) {
    throw InvalidParameterValue(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if ([...transitive].some((key) => !keys.has(key))) {
    throw InvalidParameterValue('The specified transitive tag key must be included in the requested tags.');
  }
  const given = tags.map(
    (tag): SessionTag => (transitive.has(tag.Key.toLowerCase()) ? { ...tag, isTransitive: true } : tag),
  );
  const all = [...inherited, ...given];
  return all.length > 0 ? { tags: all } : {};
};

/**
 * A source identity cannot change along a chain of roles. AWS docs: "Monitor and control actions taken with assumed
 * roles".
 */
const sourceIdentityOf = (
  { roleArn, sourceIdentity }: AssumeRoleInput,
  caller: Caller,
): Partial<Pick<Session, 'sourceIdentity'>> => {
  const inherited = caller.session?.sourceIdentity;
  if (inherited !== undefined && sourceIdentity !== undefined && sourceIdentity !== inherited) {
    throw notAuthorized(caller, 'sts:SetSourceIdentity', roleArn);
  }
  const known = inherited ?? sourceIdentity;
  return known === undefined ? {} : { sourceIdentity: known };
};

const checkPolicies = ({ policy, policyArns }: AssumeRoleInput, { account }: Role): void => {
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
const packedPercentOf = ({ policy, policyArns, tags }: Pick<Session, 'policy' | 'policyArns' | 'tags'>) => {
  if (policy === undefined && policyArns === undefined && tags === undefined) return undefined;
  const packed = deflateRawSync(JSON.stringify({ policy, policyArns, tags })).length;
  const percent = Math.ceil((packed * 100) / MAX_PACKED_BYTES);
  if (percent <= 100) return percent;
  throw PackedPolicyTooLarge(
    `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
  );
};
