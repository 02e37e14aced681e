import { allow, operation } from '../operation.ts';

/** Returns the caller. It needs no permission. AWS docs: API_GetCallerIdentity. */
export const getCallerIdentity = operation('GetCallerIdentity', 'Read', async (_form, call) => {
  const { account, arn, userId } = call.caller;
  allow(call, 'sts:GetCallerIdentity');
  return { Arn: arn, UserId: userId, Account: account };
});
