import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** The IAM users of accounts. */
export interface IamUsers {
  account_id: AccountId;
  name: string;
  /** The name in lower case: names of an account that differ only in case exclude each other. */
  folded_name: string;
  path: string;
  /** `AIDA…` */
  user_id: string;
  /** Inline policies: a list of {name, document}. */
  policies: string;
  /** ARNs of managed policies, a list. */
  policy_arns: string;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    iam_users: IamUsers;
  }
}

export const iamUsers = table('iam_users', {
  key: ['account_id', 'name'],
  json: { policies: 'any', policy_arns: 'any' },
  deletedWith: { account: 'account_id' },
  installation: 'table',
  retention: { kept: 'until it is deleted' },
});
