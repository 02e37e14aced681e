import type { MaybePromise } from '../kit/flow/maybe-promise.ts';
import type { AccountId } from '../model/contract.ts';

/** A key pair that signs requests, of a user or of an account's root. */
export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  account: AccountId;
  /** The user's name; undefined for the account's root. */
  user?: string;
}

/** A policy that is embedded in a user or role. */
export interface InlinePolicy {
  name: string;
  /** JSON text. */
  document: string;
}

/** The permission policies of a user or role. */
export interface AttachedPolicies {
  policies: readonly InlinePolicy[];
  /** The ARNs of managed policies: AWS's, and those of the same account. */
  policyArns: readonly string[];
}

export interface User extends AttachedPolicies {
  account: AccountId;
  name: string;
  /** Begins and ends with `/`. */
  path: string;
  /** `AIDA…` */
  userId: string;
  arn: string;
}

export interface Role extends AttachedPolicies {
  account: AccountId;
  name: string;
  /** Begins and ends with `/`. */
  path: string;
  /** `AROA…` */
  roleId: string;
  arn: string;
  /** JSON text. */
  trustPolicy: string;
  maxSessionSeconds: number;
}

/** Identifies a user or role. */
export interface PrincipalKey {
  account: AccountId;
  name: string;
}

/**
 * Who may call, and with which policies. All methods return undefined for what does not exist, and throw what the store
 * throws. Values are cached for seconds, and cached ones come without a promise; a change is in force on all servers once the operator's call is answered.
 */
export interface Principals {
  /** Finds an active key. */
  findKey(accessKeyId: string): MaybePromise<AccessKey | undefined>;
  findUser(key: PrincipalKey): MaybePromise<User | undefined>;
  findRole(key: PrincipalKey): MaybePromise<Role | undefined>;
  /** Finds the document of a customer managed policy. AWS's own managed policies are not among them. */
  findManagedPolicy(arn: string): MaybePromise<string | undefined>;
}
