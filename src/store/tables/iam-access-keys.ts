import type { AccountId, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** The access keys of users and of accounts' roots. */
export interface IamAccessKeys {
  access_key_id: string;
  account_id: AccountId;
  /** The empty text: the account's root. */
  user_name: string;
  /** The sealed secret access key, or where to read it: see access/secrets.ts. */
  secret: string;
  status: string;
  created_at: Timestamp;
}

declare module '../tables.ts' {
  interface Tables {
    iam_access_keys: IamAccessKeys;
  }
}

export const iamAccessKeys = table('iam_access_keys', {
  key: ['access_key_id'],
  deletedWith: { account: 'account_id' },
  installation: 'table',
  retention: { kept: 'until it is revoked' },
});
