import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** The customer managed policies of accounts. */
export interface IamPolicies {
  account_id: AccountId;
  name: string;
  /** The name in lower case: names of an account that differ only in case exclude each other. */
  folded_name: string;
  path: string;
  /** `ANPA…` */
  policy_id: string;
  document: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    iam_policies: IamPolicies;
  }
}

export const iamPolicies = table('iam_policies', {
  key: ['account_id', 'name'],
  json: { document: 'object' },
  deletedWith: { account: 'account_id' },
  installation: 'table',
  retention: { kept: 'until it is deleted' },
});
