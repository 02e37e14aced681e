import { type Caller, rootOf, type Session } from '../caller.ts';

/** Whose policies decide: a caller, or the principal that started a task. */
export interface Principal extends Pick<Caller, 'account' | 'arn' | 'userId' | 'user'> {
  session?: Partial<Session>;
}

/** AWS docs: IAM user guide, "AWS global condition context keys", aws:PrincipalType. */
export const typeOf = (principal: Principal): string => {
  if (principal.session?.roleArn !== undefined) return 'AssumedRole';
  return isRoot(principal) ? 'Account' : 'User';
};

/** Whether it is its account's root. */
export const isRoot = ({ account, arn }: Principal): boolean => arn === rootOf(account).arn;
