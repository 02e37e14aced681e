import type { Form } from '../kit/service/query/form.ts';
import { AccessDeniedException } from '../model/errors.ts';
import { serialNumber, tokenCode } from './limits.ts';
import type { StsCall } from './operation.ts';

/**
 * Reads the MFA members. Returns a function that throws unless both or neither are present. Without authentication any code is
 * accepted; otherwise none is, because this server has no devices.
 */
export const readMfa = (form: Form, { permissions }: Pick<StsCall, 'permissions'>): (() => void) => {
  const device = form.text('SerialNumber', serialNumber);
  const code = form.text('TokenCode', tokenCode);
  return () => {
    if ((device === undefined) !== (code === undefined)) {
      throw AccessDeniedException(
        'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
      );
    }
    if (device === undefined || !permissions) return;
    throw AccessDeniedException(
      'MultiFactorAuthentication failed with invalid MFA one time pass code. This server has no MFA devices: call it without SerialNumber and TokenCode.',
    );
  };
};
