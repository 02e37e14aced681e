import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** The IAM roles of accounts. */
export interface IamRoles {
  account_id: AccountId;
  name: string;
  /** The name in lower case: names of an account that differ only in case exclude each other. */
  folded_name: string;
  path: string;
  /** `AROA…` */
  role_id: string;
  trust_policy: string;
  max_session_seconds: number;
  /** Inline policies: a list of {name, document}. */
  policies: string;
  /** ARNs of managed policies, a list. */
  policy_arns: string;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    iam_roles: IamRoles;
  }
}

export const iamRoles = table('iam_roles', {
  key: ['account_id', 'name'],
  json: { trust_policy: 'object', policies: 'any', policy_arns: 'any' },
  deletedWith: { account: 'account_id' },
  installation: 'table',
  retention: { kept: 'until it is deleted' },
});
