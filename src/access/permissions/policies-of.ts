import { remember } from '../../kit/flow/remember.ts';
import type { PolicySets } from '../../kit/policy/evaluate.ts';
import { PolicyError } from '../../kit/policy/faults.ts';
import type { NamedPolicy } from '../../kit/policy/policy.ts';
import { parsePolicy } from '../../kit/policy/policy.ts';
import { parseRoleArn } from '../../rules/access/roles.ts';
import type { AttachedPolicies, Principals, Role, User } from '../principals.ts';
import { isRoot, type Principal } from './principal.ts';

/** The compiled policies of a principal. */
export interface CallerPolicies extends PolicySets {
  /** Whether one of them reads tags of resources, so that these have to be queried. */
  readonly readsTags: boolean;
  /** The role of a session, as `aws:PrincipalArn` names it. */
  readonly roleArn?: string | undefined;
}

/** Finds the policies of principals. */
export interface PolicyReader {
  /**
   * Returns the policies of a principal as they are now, or undefined if it is an account's root, which may do everything. No
   * policies if the user or role does not exist any more. Without a promise if they are compiled already and no lookup is
   * needed. Costs what `Principals` costs.
   */
  policiesOf(principal: Principal): CallerPolicies | undefined | Promise<CallerPolicies | undefined>;
  /** Returns the policies of a role. */
  policiesOfRole(role: Role): Promise<CallerPolicies>;
}

/** How much of documents is kept compiled: about a thousand of the largest. */
const KEPT_CHARACTERS = 6_144_000;
/** What decisions call the policy that AssumeRole was given. */
const SESSION_POLICY = 'session policy';
const NO_POLICIES: CallerPolicies = { identity: [], readsTags: false };

/** @param findAwsPolicy returns the document of a policy that AWS manages */
export const createPolicyReader = (
  principals: Principals,
  findAwsPolicy: (arn: string) => string | undefined,
): PolicyReader => {
  const compile = createCompiler('identity');
  const compileSession = createCompiler('session');
  /** By principal, of which `Principals` gives the same object until it changes. Those without customer managed policies. */
  const known = new WeakMap<AttachedPolicies, CallerPolicies>();

  const managed = async (arns: readonly string[]): Promise<NamedPolicy[]> => {
    const policies: NamedPolicy[] = [];
    for (const arn of arns) {
      const document = findAwsPolicy(arn) ?? (await principals.findManagedPolicy(arn));
      // A policy that is not there allows nothing.
      if (document !== undefined) policies.push({ name: arn, policy: compile(document) });
    }
    return policies;
  };

  const compileAll = async ({ policies, policyArns }: AttachedPolicies): Promise<CallerPolicies> => {
    const inline = policies.map(({ name, document }) => ({ name, policy: compile(document) }));
    return setsOf([...inline, ...(await managed(policyArns))]);
  };

  const attached = (to: AttachedPolicies): CallerPolicies | Promise<CallerPolicies> => {
    const cached = known.get(to);
    if (cached) return cached;
    const isFixed = to.policyArns.every((arn) => findAwsPolicy(arn) !== undefined);
    return compileAll(to)
      .catch(noneIfUnreadable)
      .then((policies) => {
        if (isFixed) known.set(to, policies);
        return policies;
      });
  };

  const ofSession = async ({ account, userId, session }: Principal): Promise<CallerPolicies> => {
    const { roleArn = '', policy, policyArns = [] } = session ?? {};
    const role = await principals.findRole({ account, name: parseRoleArn(roleArn)?.name ?? '' });
    // A role that was deleted, and created again with the same name, is another one.
    if (!role || !userId.startsWith(`${role.roleId}:`)) return NO_POLICIES;
    const { identity, readsTags } = await attached(role);
    if (policy === undefined && policyArns.length === 0) return { identity, readsTags, roleArn: role.arn };
    const limited = async (): Promise<CallerPolicies> => {
      const own = policy === undefined ? [] : [{ name: SESSION_POLICY, policy: compileSession(policy) }];
      return setsOf(identity, [...own, ...(await managed(policyArns))]);
    };
    return { ...(await limited().catch(noneIfUnreadable)), roleArn: role.arn };
  };

  const ofUser = async ({ account, userId }: Principal, name: string): Promise<CallerPolicies> => {
    const user: User | undefined = await principals.findUser({ account, name });
    return user?.userId === userId ? attached(user) : NO_POLICIES;
  };

  return {
    policiesOf: (principal) => {
      if (principal.user) return attached(principal.user);
      if (principal.session?.roleArn !== undefined) return ofSession(principal);
      if (isRoot(principal)) return undefined;
      const name = /^arn:aws:iam::\w+:user\/(?:.*\/)?([^/]+)$/.exec(principal.arn)?.[1];
      return name === undefined ? NO_POLICIES : ofUser(principal, name);
    },
    policiesOfRole: async (role) => attached(role),
  };
};

/** A policy that cannot be read, which only an imported state can have, might deny anything: so its principal may do nothing. */
const noneIfUnreadable = (error: unknown): CallerPolicies => {
  if (error instanceof PolicyError) return NO_POLICIES;
  throw error;
};

const setsOf = (identity: readonly NamedPolicy[], session?: readonly NamedPolicy[]): CallerPolicies => ({
  identity,
  ...(session && { session }),
  readsTags: [...identity, ...(session ?? [])].some(({ policy }) =>
    [...policy.keys].some((key) => key.startsWith('aws:resourcetag/')),
  ),
});

/** Compiles documents, each once while it is in use. */
const createCompiler = (kind: 'identity' | 'session') =>
  remember((document) => parsePolicy(document, kind), KEPT_CHARACTERS);
