import { range } from '../../kit/shape/limit.ts';
import { readMfa } from '../mfa.ts';
import { deny, operation } from '../operation.ts';

const DEFAULT_SECONDS = 43_200;
/** The longest session of an account's root. */
const MAX_ROOT_SECONDS = 3600;

/**
 * Issues a temporary key of the same user, or of the account's root. It needs no permission, and may do what its user may.
 * AWS docs: API_GetSessionToken.
 */
export const getSessionToken = operation('GetSessionToken', 'Read', async (form, call) => {
  const given = form.wholeNumber('DurationSeconds', range(900, 129_600)) ?? DEFAULT_SECONDS;
  const checkMfa = readMfa(form, call);
  form.check();
  const { account, arn, userId, user, session } = call.caller;
  // reported: aws-sdk-net issue 1704.
  if (session)
    throw deny(call, 'sts:GetSessionToken', '*', 'Cannot call GetSessionToken with session credentials');
  checkMfa();
  // Without authentication every caller is a root, and longer sessions are convenient for tests.
  const seconds = call.permissions && !user ? Math.min(given, MAX_ROOT_SECONDS) : given;
  return { Credentials: { ...call.sessions.begin({ account, arn, userId }, seconds) } };
});
