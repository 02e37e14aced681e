import type { StsAction } from './action.ts';

/** AWS docs: API_GetCallerIdentity. */
export const getCallerIdentity: StsAction = {
  name: 'GetCallerIdentity',
  perform: (_form, { caller: { account, arn, userId } }) => ({
    Arn: arn,
    UserId: userId,
    Account: account,
  }),
};
