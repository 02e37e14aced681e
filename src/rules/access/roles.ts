import type { AccountId } from '../../model/contract.ts';
import { normalAccount } from '../accounts.ts';

/** An IAM role, as parsed from its ARN. */
export interface Role {
  account: AccountId;
  /** Without its path. */
  name: string;
}

/**
 * Parses `arn:aws:iam::<account>:role/<path>/<name>`; returns undefined for any other text. The account may be `aws`.
 * AWS docs: IAM user guide, "IAM identifiers" and "IAM and AWS STS quotas".
 */
export const parseRoleArn = (arn: string): Role | undefined => {
  const [, account = '', name = ''] =
    /^arn:aws:iam::(\w+):role\/(?:[\x21-\x7e]{0,510}\/)?([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
  const known = normalAccount(account);
  return known === undefined ? undefined : { account: known, name };
};
