import type { AccountId, Timestamp } from '../model/contract.ts';
import type { User } from './principals.ts';

export interface Caller {
  account: AccountId;
  /** The principal, as GetCallerIdentity returns it. */
  arn: string;
  userId: string;
  /** The user who calls, with a key of its own or of GetSessionToken. Undefined for root, roles, and without authentication. */
  user?: User;
  /** The session of the caller's temporary key; undefined for a key of an account or user. */
  session?: Session;
}

/** The session that a temporary key belongs to. */
export interface Session {
  account: AccountId;
  /** The principal: `arn:aws:sts::<account>:assumed-role/<role>/<name>`, or the ARN of the caller of GetSessionToken. */
  arn: string;
  userId: string;
  /** When it began. Undefined in a token of an earlier version. */
  issued?: Timestamp;
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

/** Returns the caller for a user's own key. */
export const userCaller = (user: User): Caller => {
  const { account, arn, userId } = user;
  return { account, arn, userId, user };
};
