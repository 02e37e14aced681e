import { findAssumableRole } from '../../access/assumable-role.ts';
import type { Session } from '../../access/caller.ts';
import { derivedId } from '../../access/iam-names.ts';
import { ValidationError } from '../../kit/service/errors.ts';
import type { Form } from '../../kit/service/query/form.ts';
import { chars, pattern, range } from '../../kit/shape/limit.ts';
import { parseRoleArn, type Role } from '../../rules/access/roles.ts';
import { arn, name } from '../limits.ts';
import { readMfa } from '../mfa.ts';
import { allow, deny, operation, type StsCall } from '../operation.ts';
import { checkPolicies, packedPercentOf } from '../session-policies.ts';
import { sourceIdentityOf, tagsOf } from '../session-tags.ts';

// Limits of the members. Source: the service's model 2011-06-15 in botocore, and its documentation.
const policyDocument = pattern(String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`, 1, 2048);
const externalId = pattern(String.raw`[\w+=,.@:\/-]*`, 2, 1224);
const tagKey = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+`, 1, 128);
const tagValue = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 0, 256);
const MAX_POLICY_ARNS = 10;
const MAX_TAGS = 50;
const MAX_CONTEXTS = 5;
const ACTION = 'sts:AssumeRole';
const DEFAULT_SECONDS = 3600;
/** Limit for a role that is assumed with a temporary key. AWS docs: API_AssumeRole, DurationSeconds. */
const MAX_CHAINED_SECONDS = 3600;

/**
 * Issues a temporary key of a role. Without authentication every role exists and trusts every caller; otherwise the role and its
 * trust policy decide. AWS docs: API_AssumeRole.
 */
export const assumeRole = operation('AssumeRole', 'Write', async (form, call) => {
  const { caller, sessions } = call;
  const input = readInput(form, call);
  const named = namedRole(input, call);
  checkPolicies(input, named.account);
  const inherited = { ...tagsOf(input, caller), ...sourceIdentityOf(input, call) };
  const role = await roleOf(named, input, inherited, call);
  allow(call, ACTION, input.roleArn);
  const session: Omit<Session, 'issued' | 'expiration'> = {
    account: named.account,
    arn: `arn:aws:sts::${named.account}:assumed-role/${named.name}/${input.sessionName}`,
    userId: `${role.roleId}:${input.sessionName}`,
    roleArn: input.roleArn,
    ...(input.policy !== undefined && { policy: input.policy }),
    ...(input.policyArns.length > 0 && { policyArns: input.policyArns }),
    ...inherited,
  };
  return {
    SourceIdentity: session.sourceIdentity,
    AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
    Credentials: { ...sessions.begin(session, input.seconds) },
    PackedPolicySize: packedPercentOf(session),
  };
});

type AssumeRoleInput = ReturnType<typeof readInput>;

const readInput = (form: Form, call: StsCall) => {
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
    externalId: form.text('ExternalId', externalId),
  };
  form.list('ProvidedContexts', MAX_CONTEXTS, (one) => {
    form.text(`${one}.ProviderArn`, arn);
    form.text(`${one}.ContextAssertion`, chars(4, 2048));
  });
  const checkMfa = readMfa(form, call);
  form.check();
  checkMfa();
  return input;
};

/** Returns the account and name of the role. Throws if it cannot be a role, or its session cannot last as long. */
const namedRole = ({ roleArn, seconds }: AssumeRoleInput, call: StsCall): Role => {
  const role = parseRoleArn(roleArn);
  // Another IAM resource, such as a user, which nobody may assume.
  if (!role && /^arn:aws:iam::\w+:(?!role\/)\w/.test(roleArn)) throw deny(call, ACTION, roleArn);
  if (!role) throw ValidationError(`${roleArn} is invalid`);
  // reported: aws-vault issue 263, aws-runas issue 11; with a key of GetSessionToken too.
  if (call.caller.session && seconds > MAX_CHAINED_SECONDS) {
    throw ValidationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return role;
};

/**
 * Returns the id of the role, the same for every session. Throws AccessDenied if the caller may not assume it, in the same words
 * whether it exists or not.
 */
const roleOf = async (
  named: Role,
  input: AssumeRoleInput,
  inherited: Pick<Session, 'tags' | 'sourceIdentity'>,
  call: StsCall,
): Promise<{ roleId: string }> => {
  const { caller, permissions, request } = call;
  if (!permissions) return { roleId: derivedId('role', named) };
  const policies = await permissions.policiesOf(caller);
  // AWS docs: API_AssumeRole. reported: kubeflow/testing 961.
  if (!policies) throw deny(call, ACTION, input.roleArn, 'Roles may not be assumed by root accounts.');
  const found = await findAssumableRole(permissions, policies, {
    ...input,
    ...{ caller, role: named },
    isTagged: inherited.tags !== undefined,
    sourceIdentity: inherited.sourceIdentity,
    from: request,
  });
  if ('refused' in found) throw deny(call, found.refused, input.roleArn);
  // reported: awsu issue 27, prowler pull request 923.
  if (input.seconds > found.maxSessionSeconds) {
    throw ValidationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return found;
};
