import type { Permissions as WithoutRequest } from '../../changes/permissions.ts';
import type { Clock } from '../../kit/flow/clock.ts';
import type { Tag } from '../../model/documents.ts';
import type { Principals } from '../principals.ts';
import { createPolicyReader, type PolicyReader } from './policies-of.ts';
import { readPrincipal } from './principal.ts';
import { createRights } from './rights.ts';

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
      return createRights(principal, await reader.policiesOf(principal), others);
    },
  };
};
