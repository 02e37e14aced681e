import type { AccountId, Timestamp } from '../model/contract.ts';

/** Who calls. */
export interface Caller {
  account: AccountId;
  /** The principal, as GetCallerIdentity names it. */
  arn: string;
  userId: string;
  /** What the caller's temporary key stands for; undefined for an account's own key. */
  session?: Session;
}

/** What a temporary key stands for. */
export interface Session {
  account: AccountId;
  /** The principal: `arn:aws:sts::<account>:assumed-role/<role>/<name>`, or the ARN of who called GetSessionToken. */
  arn: string;
  userId: string;
  expiration: Timestamp;
  /** The role that was assumed; undefined for a session of GetSessionToken. */
  roleArn?: string;
  /** Session policies: the session may do what they and the role allow. */
  policy?: string;
  policyArns?: readonly string[];
  tags?: readonly SessionTag[];
  /** Stays the same through a chain of roles. */
  sourceIdentity?: string;
}

export interface SessionTag {
  Key: string;
  Value: string;
  /** Whether sessions of roles that this session assumes inherit it. */
  isTransitive?: true;
}

/** An account's own key acts as the account itself. */
export const rootOf = (account: AccountId): Caller => ({
  account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
});
