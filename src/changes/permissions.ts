import type { AccountId } from '../model/contract.ts';
import type { Tag } from '../model/documents.ts';

/** An action on a resource that a principal needs permission for. */
export interface Question {
  /** With the prefix of its service. */
  action: string;
  /** An ARN, with `*` for the id of what is yet to be created. */
  resource: string;
  catalog: string;
  /** The tags that the principal asked to set. */
  requestTags: readonly Tag[];
  /** The resource's tags. */
  resourceTags: readonly Tag[];
}

/** What a principal may do, by its policies as they were when they were read. */
export interface Rights {
  /** Whether its policies read tags of resources. Otherwise questions need none. */
  readonly readsTags: boolean;
  /** Returns why the principal may not do an action, in IAM's words; undefined if it may. */
  refusalOf(question: Question): string | undefined;
}

/** What a role may do, and who may assume it. */
export interface RoleRights extends Rights {
  /** Whether a service may assume the role, for a resource of an account. */
  trusts(asker: { service: string; account: AccountId; sourceArn: string }): boolean;
}

/** Answers what principals may do without a request, such as in a task's step. Absent if callers may do everything. */
export interface Permissions {
  /**
   * Reads the rights of a principal that a task keeps. Call it outside of transactions.
   * Costs what looking up a user or role and its policies costs.
   */
  rightsOf(principal: string): Promise<Rights>;
  /** Reads the rights of a role, which a service assumes; undefined if it does not exist. As `rightsOf`. */
  rightsOfRole(arn: string): Promise<RoleRights | undefined>;
}
