import type { AccountId, Timestamp } from '../model/contract.ts';

export interface Caller {
  account: AccountId;
  /** The principal, as GetCallerIdentity returns it. */
  arn: string;
  userId: string;
  /** The session of the caller's temporary key; undefined for an account's own key. */
  session?: Session;
}

/** The session that a temporary key belongs to. */
export interface Session {
  account: AccountId;
  /** The principal: `arn:aws:sts::<account>:assumed-role/<role>/<name>`, or the ARN of the caller of GetSessionToken. */
  arn: string;
  userId: string;
  expiration: Timestamp;
  /** The assumed role; undefined for a session of GetSessionToken. */
  roleArn?: string;
  /** Session policies: the session may do what both they and the role allow. */
  policy?: string;
  policyArns?: readonly string[];
  tags?: readonly SessionTag[];
  /** Is kept through role chaining. */
  sourceIdentity?: string;
}

export interface SessionTag {
  Key: string;
  Value: string;
  /** Whether it is inherited through role chaining. */
  isTransitive?: true;
}

/** Returns the caller for an account's own key: the account's root. */
export const rootOf = (account: AccountId): Caller => ({
  account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
});
