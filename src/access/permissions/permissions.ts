import type { Permissions as WithoutRequest } from '../../changes/permissions.ts';
import type { Clock } from '../../kit/flow/clock.ts';
import type { Tag } from '../../model/documents.ts';
import { parseRoleArn } from '../../rules/access/roles.ts';
import type { Principals } from '../principals.ts';
import { createPolicyReader, type PolicyReader } from './policies-of.ts';
import { readPrincipal } from './principal.ts';
import { createRights } from './rights.ts';
import { createRoleRights } from './role-rights.ts';

/** Decides what principals may do. A server without it (auth `off`) lets every caller do everything. */
export interface Permissions extends PolicyReader, WithoutRequest, Pick<Principals, 'findRole'> {
  readonly region: string;
  readonly clock: Clock;
  /** Reads the tags of a resource. */
  tagsOf(arn: string): Promise<Tag[]>;
}

export interface PermissionsParts {
  principals: Principals;
  region: string;
  clock: Clock;
  /** Returns the document of a policy that AWS manages. */
  findAwsPolicy(arn: string): string | undefined;
  tagsOf(arn: string): Promise<Tag[]>;
}

export const createPermissions = ({
  principals,
  findAwsPolicy,
  ...others
}: PermissionsParts): Permissions => {
  const reader = createPolicyReader(principals, findAwsPolicy);
  return {
    ...others,
    ...reader,
    findRole: principals.findRole,
    rightsOf: async (text) => {
      const principal = readPrincipal(text);
      const policies = await reader.policiesOf(principal);
      return createRights(principal, policies, { ...others, isViaService: true });
    },
    rightsOfRole: async (arn) => {
      const key = parseRoleArn(arn);
      const role = key && (await principals.findRole(key));
      // The name of a role with another path.
      if (role?.arn !== arn) return undefined;
      return createRoleRights(role, await reader.policiesOfRole(role), others);
    },
  };
};
