import { operation } from '../operation.ts';

/** Returns the caller. AWS docs: API_GetCallerIdentity. */
export const getCallerIdentity = operation(
  'GetCallerIdentity',
  'Read',
  async (_form, { caller: { account, arn, userId } }) => ({ Arn: arn, UserId: userId, Account: account }),
);
