import { type Caller, rootOf, type Session } from '../caller.ts';

/** Whose policies decide: a caller, or the principal that started a task. */
export interface Principal extends Pick<Caller, 'account' | 'arn' | 'userId' | 'user'> {
  session?: Partial<Session>;
}

/** Returns the text that a task keeps of its principal; empty for an account's root, which may do everything. */
export const writePrincipal = (caller: Caller): string => {
  if (isRoot(caller)) return '';
  const { account, arn, userId, session } = caller;
  const { issued, roleArn, policy, policyArns, tags, sourceIdentity } = session ?? {};
  const kept = { issued, roleArn, policy, policyArns, tags, sourceIdentity };
  return JSON.stringify({ account, arn, userId, ...(session && { session: kept }) });
};

/** Reads what `writePrincipal` wrote. Any other text, from an imported state, is a principal without policies. */
export const readPrincipal = (text: string): Principal => {
  const { account, arn, userId, session }: Partial<Principal> = Object(JSON.parse(text));
  const isPrincipal = [account, arn, userId].every((member) => typeof member === 'string');
  if (!isPrincipal || (session && typeof session !== 'object')) return NOBODY;
  return { account: String(account), arn: String(arn), userId: String(userId), ...(session && { session }) };
};

const NOBODY: Principal = { account: '', arn: 'unknown', userId: '' };

/** AWS docs: IAM user guide, "AWS global condition context keys", aws:PrincipalType. */
export const typeOf = (principal: Principal): string => {
  if (principal.session?.roleArn !== undefined) return 'AssumedRole';
  return isRoot(principal) ? 'Account' : 'User';
};

/** Whether it is its account's root. */
export const isRoot = ({ account, arn }: Principal): boolean => arn === rootOf(account).arn;
