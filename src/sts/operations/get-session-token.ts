import type { Form } from '../../kit/service/query/form.ts';
import { range } from '../../kit/shape/limit.ts';
import { AccessDeniedException } from '../../model/errors.ts';
import { serialNumber, tokenCode } from '../limits.ts';
import { operation, sessionsOf } from '../operation.ts';

const DEFAULT_SECONDS = 43_200;

/** Issues a temporary key of the same account. AWS docs: API_GetSessionToken. */
export const getSessionToken = operation('GetSessionToken', 'Read', async (form, call) => {
  const sessions = sessionsOf(call);
  const seconds = form.wholeNumber('DurationSeconds', range(900, 129_600)) ?? DEFAULT_SECONDS;
  const checkMfa = readMfa(form);
  form.check();
  const { account, arn, userId, session } = call.caller;
  // reported: aws-sdk-net issue 1704.
  if (session) throw AccessDeniedException('Cannot call GetSessionToken with session credentials');
  checkMfa();
  return { Credentials: { ...sessions.begin({ account, arn, userId }, seconds) } };
});

/** Reads the MFA members. Returns a function that throws unless both or neither are present. Any code is accepted. */
export const readMfa = (form: Form): (() => void) => {
  const device = form.text('SerialNumber', serialNumber);
  const code = form.text('TokenCode', tokenCode);
  return () => {
    if ((device === undefined) === (code === undefined)) return;
    throw AccessDeniedException(
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    );
  };
};
