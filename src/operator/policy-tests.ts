import { rootOf, userCaller } from '../access/caller.ts';
import { type CallerPolicies, createPolicyReader } from '../access/permissions/policies-of.ts';
import type { Principal } from '../access/permissions/principal.ts';
import type { Role } from '../access/principals.ts';
import { PolicyError } from '../kit/policy/faults.ts';
import type { NamedPolicy } from '../kit/policy/policy.ts';
import { type Policy, parsePolicy } from '../kit/policy/policy.ts';
import { ResourceNotFoundException } from '../model/errors.ts';
import { findAwsPolicy } from '../rules/access/managed-policies/index.ts';
import { parseRoleArn } from '../rules/access/roles.ts';
import { normalAccount } from '../rules/accounts.ts';
import type { Operator } from './action.ts';
import { refusal } from './clock-state.ts';

/** What a test of policies is about. */
interface Given {
  action: string;
  principal?: string;
  resource?: string;
  policies?: readonly (string | object)[];
  sessionPolicies?: readonly (string | object)[];
}

/** The name of a session that a test makes up for a role. */
const SESSION_NAME = 'policy-test';

/** Finds the principal of a test. Throws ResourceNotFoundException, or ValidationException if there is nothing to test. */
export const principalToTest = async (
  { principal: arn, policies = [] }: Given,
  { iam: { principals } }: Operator,
): Promise<Principal | undefined> => {
  if (arn === undefined) {
    if (policies.length > 0) return undefined;
    throw refusal('principal', 'is missing, and there are no policies: name one, or give documents');
  }
  const [, service, owner = '', kind, path = ''] =
    /^arn:aws:(iam|sts)::(\w+):(root|user|role|assumed-role)(?:\/(.+))?$/.exec(arn) ?? [];
  const account = normalAccount(owner);
  if (account === undefined)
    throw refusal('principal', "has to be the ARN of a user, a role, a role's session or a root");
  if (kind === 'root') return rootOf(account);
  const parts = path.split('/');
  const [name = '', sessionName = SESSION_NAME] = service === 'sts' ? parts : [parts.at(-1) ?? ''];
  if (kind === 'user') {
    const user = await principals.findUser({ account, name });
    if (user?.arn === arn) return userCaller(user);
  } else {
    const role = await principals.findRole({ account, name });
    if (role && (service === 'sts' || role.arn === arn)) return sessionOf(role, sessionName);
  }
  throw ResourceNotFoundException(`There is no ${arn}.`);
};

const sessionOf = ({ account, name, roleId, arn }: Role, sessionName: string): Principal => ({
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
  userId: `${roleId}:${sessionName}`,
  session: { roleArn: arn },
});

/** Returns the policies of a test, or undefined for a root without session policies, which may do everything. */
export const policiesToTest = async (
  { policies = [], sessionPolicies }: Given,
  principal: Principal | undefined,
  { iam: { principals } }: Operator,
): Promise<CallerPolicies | undefined> => {
  const own = principal && (await createPolicyReader(principals, findAwsPolicy).policiesOf(principal));
  const given = named('policies', policies, 'identity');
  const session = sessionPolicies && named('sessionPolicies', sessionPolicies, 'session');
  if (principal && !own) return session && { identity: [everything], session, readsTags: false };
  return {
    readsTags: false,
    ...own,
    identity: [...(own?.identity ?? []), ...given],
    ...(session && { session }),
  };
};

/** Finds the role of a test whose action is one on roles. */
export const roleToTest = async (
  { action, resource = '' }: Given,
  { iam: { principals } }: Operator,
): Promise<Role | undefined> => {
  const named = /^sts:(AssumeRole|TagSession|SetSourceIdentity)$/i.test(action)
    ? parseRoleArn(resource)
    : undefined;
  if (!named) return undefined;
  const role = await principals.findRole(named);
  if (role?.arn === resource) return role;
  throw ResourceNotFoundException(`There is no ${resource}.`);
};

const everything: NamedPolicy = {
  name: 'root',
  policy: parsePolicy('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', 'identity'),
};

const named = (
  field: 'policies' | 'sessionPolicies',
  documents: readonly (string | object)[],
  kind: 'identity' | 'session',
): NamedPolicy[] =>
  documents.map((document, index) => ({
    name: `${field}[${index}]`,
    policy: parse(
      `${field}[${index}]`,
      typeof document === 'string' ? document : JSON.stringify(document),
      kind,
    ),
  }));

const parse = (field: string, text: string, kind: 'identity' | 'session'): Policy => {
  try {
    return parsePolicy(text, kind);
  } catch (error) {
    if (error instanceof PolicyError)
      throw refusal(field, `is not valid: ${error.message.replace(/\.$/, '')}`);
    throw error;
  }
};
