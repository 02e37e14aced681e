import type { Clock } from '../../kit/flow/clock.ts';
import type { Tag } from '../../model/documents.ts';
import type { Principals } from '../principals.ts';
import { createPolicyReader, type PolicyReader } from './policies-of.ts';

/** Decides what principals may do. A server without it (auth `off`) lets every caller do everything. */
export interface Permissions extends PolicyReader, Pick<Principals, 'findRole'> {
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
}: PermissionsParts): Permissions => ({
  ...others,
  findRole: principals.findRole,
  ...createPolicyReader(principals, findAwsPolicy),
});
