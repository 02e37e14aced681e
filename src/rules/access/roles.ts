import type { AccountId } from '../../model/contract.ts';
import { normalAccount } from '../accounts.ts';

/** What the ARN of an IAM role names. */
export interface Role {
  account: AccountId;
  /** Without its path. */
  name: string;
}

/**
 * Reads `arn:aws:iam::<account>:role/<path>/<name>`; undefined for any other text. AWS itself, which is an account here,
 * has roles like any account. AWS docs: IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas".
 */
export const parseRoleArn = (arn: string): Role | undefined => {
  const [, account = '', name = ''] =
    /^arn:aws:iam::(\w+):role\/(?:[\x21-\x7e]{0,510}\/)?([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
  const known = normalAccount(account);
  return known === undefined ? undefined : { account: known, name };
};
