import { operation } from '../operation.ts';

/** Returns the caller. It needs no permission, so nothing is decided. AWS docs: API_GetCallerIdentity. */
export const getCallerIdentity = operation('GetCallerIdentity', 'Read', async (_form, call) => {
  const { account, arn, userId } = call.caller;
  return { Arn: arn, UserId: userId, Account: account };
});
