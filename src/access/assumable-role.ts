import { mayActOnRole } from '../kit/policy/evaluate-role.ts';
import type { ValuesOf } from '../kit/policy/template.ts';
import type { Caller, SessionTag } from './caller.ts';
import { type RequestOrigin, valuesIn } from './permissions/context-keys.ts';
import type { Permissions } from './permissions/permissions.ts';
import type { CallerPolicies } from './permissions/policies-of.ts';
import { trustOf } from './permissions/trust-policy.ts';
import type { PrincipalKey, Role } from './principals.ts';

/** A request to assume a role. */
export interface RoleRequest {
  caller: Caller;
  role: PrincipalKey;
  /** As the request names it: with its path. */
  roleArn: string;
  sessionName: string;
  externalId: string | undefined;
  /** The tags of the request. */
  tags: readonly SessionTag[];
  transitiveTagKeys: readonly string[];
  /** Whether the session gets tags: of the request, or inherited. */
  isTagged: boolean;
  /** Of the request, or inherited. */
  sourceIdentity: string | undefined;
  from: RequestOrigin;
}

/**
 * Returns the role if it exists and the caller may assume it: its trust policy and the caller's own policies allow all needed
 * actions. Otherwise returns the action that may not be taken, which is the same whether the role exists or not. Costs a query
 * by key if the role is not cached, and what the caller's policies cost.
 * @param policies those of the caller, which is no account's root
 */
export const findAssumableRole = async (
  permissions: Permissions,
  policies: CallerPolicies,
  request: RoleRequest,
): Promise<Role | { refused: string }> => {
  const [first, ...others] = actionsOf(request);
  const role = await permissions.findRole(request.role);
  if (!role || role.arn !== request.roleArn || isOrphan(request.caller, policies)) return { refused: first };
  const trust = trustOf(role);
  const { account, arn } = request.caller;
  const question = {
    ...{ sets: policies, role },
    principal: { account, arn, roleArn: policies.roleArn },
    valuesOf: keysOf(permissions, policies, request),
  };
  const mayDo = (action: string): boolean =>
    trust !== undefined && mayActOnRole({ ...question, trust, action });
  const refused = [first, ...others].find((action) => !mayDo(action));
  return refused === undefined ? role : { refused };
};

/**
 * AWS docs: IAM user guide, "Pass session tags in AWS STS", and "Monitor and control actions taken with assumed roles": tags and a
 * source identity need their own actions, also if they are inherited.
 */
const actionsOf = ({ isTagged, sourceIdentity }: RoleRequest): [string, ...string[]] => [
  'sts:AssumeRole',
  ...(isTagged ? ['sts:TagSession'] : []),
  ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
];

/** Whether the caller's own role was deleted. */
const isOrphan = ({ session }: Caller, { roleArn }: CallerPolicies): boolean =>
  session?.roleArn !== undefined && roleArn === undefined;

/** AWS docs: IAM user guide, "Available keys for AWS STS" and "AWS global condition context keys". */
const keysOf = (
  { region, clock }: Permissions,
  { roleArn }: CallerPolicies,
  { caller, roleArn: resource, tags, from, ...request }: RoleRequest,
): ValuesOf => {
  const { sessionName, externalId, sourceIdentity, transitiveTagKeys } = request;
  const own = new Map<string, readonly string[]>([
    ['sts:rolesessionname', [sessionName]],
    ['sts:externalid', externalId === undefined ? [] : [externalId]],
    ['sts:sourceidentity', sourceIdentity === undefined ? [] : [sourceIdentity]],
    ['sts:transitivetagkeys', transitiveTagKeys],
  ]);
  return valuesIn({
    ...{ principal: caller, roleArn, region, resource, from },
    now: clock.now(),
    resourceTags: [],
    requestTags: tags,
    removedTagKeys: [],
    isViaService: false,
    valuesOf: (key) => own.get(key),
  });
};
